import { useTranslations } from "next-intl";
import { ActionIcon } from "#components/action-icon.tsx";
import { ForwardingList, ForwardingSummary } from "#components/leads/forwarding.tsx";
import { LeadLabels, ownerOf } from "#components/leads/lead-controls.tsx";
import { LeadFacts } from "#components/leads/lead-facts.tsx";
import { DoNotContact, LeadNotices } from "#components/leads/lead-notices.tsx";
import { OwnerMenu } from "#components/leads/owner-menu.tsx";
import { CallButton, ReplyButton } from "#components/leads/reach.tsx";
import { StatusMenu } from "#components/leads/status-menu.tsx";
import { knownAction, useLeadWords } from "#components/leads/use-lead-words.ts";
import { useReach } from "#components/leads/use-reach.ts";
import { ActionSentence, LeadQuote } from "#components/leads/what-they-did.tsx";
import { classes } from "#components/ui/classes.ts";
import type { LeadDelivery } from "#features/deliveries/deliveries-of-lead.ts";
import type { LeadDetail } from "#features/leads/get-lead.ts";
import { mayWorkLead } from "#features/leads/lead-rights.ts";
import type { Owner } from "#features/leads/list-owners.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

/** Who it is, whose it is, and what they did: in words, before anything else. */
export function LeadHead({
  lead,
  deliveries,
  owners,
  session,
  now,
}: {
  lead: LeadDetail;
  deliveries: LeadDelivery[];
  owners: Owner[];
  session: Session;
  now: Date;
}) {
  const t = useTranslations("lead");
  const words = useLeadWords({ timeZone: session.timeZone });
  const reach = useReach()(lead);
  const line = lead.isTest ? words.company(lead) : [lead.title, lead.company].filter(Boolean).join(", ");
  const mayWork = mayWorkLead(session.role, lead);
  return (
    <header className="md:px-8 md:pt-7">
      <div className="flex items-start gap-x-6 gap-y-4 px-4 pt-4 max-xl:flex-col md:px-0 md:pt-0">
        <div className="min-w-0 flex-1">
          <h1 className="font-semibold text-2xl wrap-anywhere">
            <bdi>{words.name(lead)}</bdi>
          </h1>
          {line && (
            <p className="mt-0.5 max-w-120 text-base text-ink-2 wrap-anywhere">
              <bdi>{line}</bdi>
            </p>
          )}
        </div>
        <div className="flex flex-wrap items-center gap-2 max-md:w-full">
          <OwnerMenu
            key={`${lead.number} owner`}
            number={lead.number}
            owner={ownerOf(lead)}
            people={owners}
            mayChange={mayWork}
            className="max-md:flex-1"
          />
          <StatusMenu
            key={`${lead.number} status`}
            number={lead.number}
            status={lead.status}
            reason={lead.closeReason}
            mayChange={mayWork}
            className="max-md:flex-1"
          />
          {!lead.erasedAt && lead.doNotContact && <DoNotContact className="max-md:w-full max-md:justify-center" />}
          {!lead.erasedAt && !lead.doNotContact && (
            <>
              <CallButton number={lead.number} reach={reach} mayNote={mayWork} className="max-md:hidden" />
              <ReplyButton number={lead.number} reach={reach} mayNote={mayWork} className="max-md:hidden" />
            </>
          )}
        </div>
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-1.5 px-4 empty:hidden md:px-0">
        <LeadLabels
          key={lead.number}
          lead={lead}
          owners={owners}
          mayWork={mayWork}
          now={now}
          timeZone={session.timeZone}
        />
      </div>
      <WhatTheyDid lead={lead} />
      <div className="mt-3 px-4 empty:hidden md:px-0">
        <LeadNotices lead={lead} timeZone={session.timeZone} />
      </div>
      <div className="px-4 pt-2 md:hidden">
        {!lead.erasedAt && <LeadFacts lead={lead} mayNote={mayWork} now={now} />}
        <section className="mt-2 border-line border-t py-3">
          <div className="flex min-h-8 items-center justify-between gap-2">
            <h2 className="font-semibold text-sm">{t("forwarding")}</h2>
            <ForwardingSummary deliveries={deliveries} />
          </div>
          <ForwardingList
            deliveries={deliveries}
            mayAct={mayChangeForwarding(session) && !lead.erasedAt}
            now={now}
            timeZone={session.timeZone}
          />
        </section>
      </div>
      <div className="md:h-5" />
    </header>
  );
}

function WhatTheyDid({ lead }: { lead: LeadDetail }) {
  const t = useTranslations("leadPage");
  const action = knownAction(lead.action);
  return (
    <div className="mt-4 flex gap-3 border-line bg-sunken p-4 max-md:border-y md:mt-6 md:gap-4 md:rounded-lg md:border md:p-5">
      <span
        className={classes(
          "flex shrink-0 items-center justify-center self-start max-md:mt-1 md:size-8 md:rounded-full",
          lead.doNotContact ? "md:bg-bad-soft" : "md:bg-accent md:[&_.lucide]:text-on-accent",
        )}
      >
        <ActionIcon action={lead.action} />
      </span>
      <div className="min-w-0 flex-1 text-base wrap-anywhere md:pt-1">
        <p>
          <ActionSentence lead={lead} />
        </p>
        {lead.message && (
          <blockquote className="mt-2 max-w-135 text-ink-2 md:text-sm">
            <LeadQuote message={lead.message} />
          </blockquote>
        )}
        {action && action !== "dnc" && <p className="mt-2 text-ink-2 text-xs">{t(`meaning.${action}`)}</p>}
      </div>
    </div>
  );
}
