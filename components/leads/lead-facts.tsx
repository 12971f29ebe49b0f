import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ReachLink } from "#components/leads/reach.tsx";
import { useLeadWords } from "#components/leads/use-lead-words.ts";
import { useReach } from "#components/leads/use-reach.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { LeadDetail } from "#features/leads/get-lead.ts";
import { localZone } from "#features/leads/local-zone.ts";

/** How to reach a lead. `full` adds what the head of the panel already says: company and job title. */
export function LeadFacts({
  lead,
  mayNote,
  now,
  full = false,
}: {
  lead: LeadDetail;
  /** Writing and calling go to the history. */
  mayNote: boolean;
  now: Date;
  full?: boolean;
}) {
  const t = useTranslations("lead");
  const words = useLeadWords();
  const country = words.country(lead);
  const reach = useReach()(lead);
  return (
    <dl className="flex flex-col gap-y-0.5">
      <Fact label={t("email")} copy={lead.email} copyLabel={t("copyEmail")} command="copy-email">
        {lead.email && <Contact {...{ lead, mayNote }} text={lead.email} href={reach.mailto} by="email" />}
      </Fact>
      <Fact label={t("phone")} copy={lead.phone} copyLabel={t("copyPhone")}>
        {lead.phone && <Contact {...{ lead, mayNote }} text={lead.phone} href={reach.tel} by="phone" />}
      </Fact>
      {full && (
        <>
          <Fact label={t("company")} copy={lead.company} copyLabel={t("copyCompany")}>
            {lead.company && <bdi>{lead.company}</bdi>}
          </Fact>
          <Fact label={t("title")} copy={lead.title} copyLabel={t("copyTitle")}>
            {lead.title && <bdi>{lead.title}</bdi>}
          </Fact>
        </>
      )}
      <Fact label={t("country")}>{country && <bdi>{country}</bdi>}</Fact>
      <LocalTime countryCode={lead.countryCode} now={now} />
    </dl>
  );
}

/** A labelled value; "Not given" where it is missing. */
export function Fact({
  label,
  copy,
  copyLabel,
  command,
  children,
}: {
  label: string;
  copy?: string | null;
  copyLabel?: string;
  /** The command of the keyboard that copies it. */
  command?: string;
  children: ReactNode;
}) {
  const t = useTranslations("missing");
  return (
    <div className="flex min-h-8 items-start gap-3 text-sm max-md:min-h-13 max-md:flex-col max-md:gap-0 max-md:border-line max-md:border-b max-md:py-1.5 max-md:text-base max-md:last:border-0">
      <dt className="w-22 shrink-0 pt-1.5 text-ink-3 text-xs leading-5 max-md:pt-0">{label}</dt>
      <dd className="flex min-w-0 flex-1 items-start gap-3 self-stretch">
        <span className="wrap-anywhere min-w-0 flex-1 py-1.5 max-md:py-0">
          {children || <span className="text-ink-3">{t("value")}</span>}
        </span>
        {copy && copyLabel && (
          <CopyButton value={copy} label={copyLabel} className="-mr-2 max-md:-mt-5" data-command={command} />
        )}
      </dd>
    </div>
  );
}

/** To be copied in any case; to be used where the person may be contacted. */
function Contact({
  lead,
  mayNote,
  text,
  href,
  by,
}: {
  lead: LeadDetail;
  mayNote: boolean;
  text: string;
  href: string | null;
  by: "email" | "phone";
}) {
  if (!href || lead.doNotContact) return <bdi>{text}</bdi>;
  return (
    <ReachLink number={lead.number} href={href} by={by} mayNote={mayNote}>
      <bdi>{text}</bdi>
    </ReachLink>
  );
}

function LocalTime({ countryCode, now }: { countryCode: string | null; now: Date }) {
  const t = useTranslations("lead");
  const format = useFormatter();
  const timeZone = localZone(countryCode, now);
  if (!timeZone) return null;
  return (
    <Fact label={t("localTime")}>
      <span className="tabular-nums">
        {format.dateTime(now, {
          hour: "2-digit",
          minute: "2-digit",
          hourCycle: "h23",
          timeZone,
          timeZoneName: "short",
        })}
      </span>
    </Fact>
  );
}
