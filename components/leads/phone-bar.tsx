import { SquarePen } from "lucide-react";
import { useTranslations } from "next-intl";
import { CallButton, ReplyButton } from "#components/leads/reach.tsx";
import { useReach } from "#components/leads/use-reach.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { IconLink } from "#components/ui/icon-button.tsx";
import type { LeadDetail } from "#features/leads/get-lead.ts";

/** What a phone is for, in reach of the thumb. Lies over the navigation: the way back is at the top. */
export function PhoneBar({ lead, mayWork, noteHref }: { lead: LeadDetail; mayWork: boolean; noteHref: string }) {
  const t = useTranslations("lead");
  const given = useReach()(lead);
  const reach = lead.doNotContact ? { mailto: null, tel: null } : given;
  const mayReach = reach.mailto !== null || reach.tel !== null;
  if (!mayReach && !mayWork) return null;
  return (
    <div className="fixed inset-x-0 bottom-0 z-31 flex gap-2 border-line border-t bg-surface p-3 pb-[calc(12px+env(safe-area-inset-bottom))] md:hidden">
      <ReplyButton number={lead.number} reach={reach} mayNote={mayWork} size="lg" className="flex-1" />
      <CallButton number={lead.number} reach={reach} mayNote={mayWork} className="size-12!" />
      {mayWork &&
        (mayReach ? (
          <IconLink href={noteHref} label={t("addNote")} icon={<SquarePen />} bordered className="size-12!" />
        ) : (
          <ButtonLink href={noteHref} size="lg" icon={<SquarePen />} className="flex-1">
            {t("addNote")}
          </ButtonLink>
        ))}
    </div>
  );
}
