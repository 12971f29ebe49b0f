import { Ban, FlaskConical } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { saidBy } from "#components/leads/use-menu-lead.ts";
import { Badge } from "#components/ui/badge.tsx";
import { classes } from "#components/ui/classes.ts";
import type { LeadDetail } from "#features/leads/get-lead.ts";

/** What is special about a lead: that it is a test, and when Microsoft made it; that it came again. */
export function LeadNotices({ lead, timeZone }: { lead: LeadDetail; timeZone: string }) {
  const t = useTranslations("lead");
  const format = useFormatter();
  if (lead.erasedAt) {
    const date = format.dateTime(lead.erasedAt, { dateStyle: "long", timeZone });
    return <p className="text-ink-2 text-sm">{t("erasedNotice", { date })}</p>;
  }
  const isBarredByTeam = lead.doNotContact && saidBy(lead) === "team";
  if (!lead.isTest && !isBarredByTeam && lead.repeatCount === 0) return null;
  return (
    <div className="flex flex-col gap-1.5 text-ink-2 text-sm">
      {lead.isTest && (
        <p className="flex items-start gap-2">
          <Badge icon={<FlaskConical />}>{t("test")}</Badge>
          <span className="min-w-0">
            {lead.testSentAt
              ? t("testSent", {
                  time: format.dateTime(lead.testSentAt, {
                    dateStyle: "medium",
                    timeStyle: "long",
                    hourCycle: "h23",
                    timeZone,
                  }),
                })
              : t(isFromMicrosoft(lead) ? "testLead" : "testHand")}
          </span>
        </p>
      )}
      {isBarredByTeam && <p>{t("dnc.byTeam")}</p>}
      {lead.repeatCount > 0 && <p>{t("repeats", { count: lead.repeatCount })}</p>}
    </div>
  );
}

/** Their own leads carry a marker, which tells when they were made. */
function isFromMicrosoft({ firstName }: LeadDetail): boolean {
  return /^MSFT_TEST/i.test(firstName ?? "");
}

/** Stands where Reply and Call would be; what they did, right below, gives the reason. */
export function DoNotContact({ className }: { className?: string }) {
  const t = useTranslations("lead");
  return (
    <p
      className={classes(
        "inline-flex h-8 shrink-0 items-center gap-2 rounded-md bg-bad-soft px-3 font-semibold text-bad text-sm max-md:h-11",
        className,
      )}
      title={t("doNotContactReason")}
    >
      <Ban />
      {t("doNotContact")}
    </p>
  );
}
