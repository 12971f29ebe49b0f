import { useTranslations } from "next-intl";
import { FollowUpMenu } from "#components/leads/follow-up-menu.tsx";
import { DoNotContact } from "#components/leads/lead-notices.tsx";
import { OwnerMenu } from "#components/leads/owner-menu.tsx";
import { ReplyButton } from "#components/leads/reach.tsx";
import { StatusMenu } from "#components/leads/status-menu.tsx";
import { TagEditor } from "#components/leads/tag-editor.tsx";
import { useReach } from "#components/leads/use-reach.ts";
import { dayIn } from "#features/leads/follow-up-day.ts";
import type { LeadDetail } from "#features/leads/get-lead.ts";
import type { Owner } from "#features/leads/list-owners.ts";

type Controls = { lead: LeadDetail; owners: Owner[]; mayWork: boolean };

/** Replying, or why one does not; the status; the owner. Give it the lead's number as its key. */
export function LeadControls({ lead, owners, mayWork }: Controls) {
  const reach = useReach()(lead);
  return (
    <>
      {!lead.erasedAt && !lead.doNotContact && (
        <ReplyButton number={lead.number} reach={reach} mayNote={mayWork} className="max-md:hidden" />
      )}
      {!lead.erasedAt && lead.doNotContact && <DoNotContact />}
      <StatusMenu number={lead.number} status={lead.status} reason={lead.closeReason} mayChange={mayWork} />
      <OwnerMenu number={lead.number} owner={ownerOf(lead)} people={owners} mayChange={mayWork} />
    </>
  );
}

/** What people keep a lead apart by: why it is closed, a day to come back to it, and tags. */
export function LeadLabels({ lead, mayWork, now, timeZone }: Controls & { now: Date; timeZone: string }) {
  const t = useTranslations("lead");
  return (
    <>
      {lead.closeReason && (
        <span className="mr-1 text-ink-2 text-xs">
          {t("closedBecause", { reason: t(`reason.${lead.closeReason}`) })}
        </span>
      )}
      {!lead.doNotContact && (
        <FollowUpMenu number={lead.number} on={lead.followUpOn} today={dayIn(timeZone, now)} mayChange={mayWork} />
      )}
      <TagEditor number={lead.number} tags={lead.tags} mayChange={mayWork} />
    </>
  );
}

export function ownerOf({ ownerId, ownerName }: LeadDetail): { id: string; name: string } | null {
  return ownerId && ownerName ? { id: ownerId, name: ownerName } : null;
}
