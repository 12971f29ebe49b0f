import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LeadStatusMark } from "#components/lead-status-mark.tsx";
import { useLeadWords } from "#components/leads/use-lead-words.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { RelatedLead, RelatedLeads } from "#features/leads/related-leads.ts";
import { inboxHref } from "#features/leads/views.ts";

type Clock = { now: Date; timeZone: string };

/** The other leads of this person and of this company, each where there are any, in the frame the place gives them. */
export function RelatedParts({
  related: { person, company, domain },
  frame,
  ...clock
}: { related: RelatedLeads; frame: (title: string, list: ReactNode) => ReactNode } & Clock) {
  const t = useTranslations("lead");
  return (
    <>
      {person.length > 0 && frame(t("alsoPerson"), <RelatedList leads={person} {...clock} />)}
      {company.length > 0 &&
        frame(
          t("alsoCompany"),
          <>
            <RelatedList leads={company} {...clock} />
            {domain && (
              <Link
                className="link mt-1 inline-block text-sm wrap-anywhere"
                href={inboxHref([{ field: "domain", values: [domain] }])}
              >
                {t("allOfCompany", { domain })}
              </Link>
            )}
          </>,
        )}
    </>
  );
}

function RelatedList({ leads, now, timeZone }: { leads: RelatedLead[] } & Clock) {
  const words = useLeadWords();
  return (
    <ul className="flex flex-col">
      {leads.map((other) => (
        <li key={other.number} className="relative flex min-h-11 items-center gap-2.5 py-1.5 text-sm">
          <LeadStatusMark status={other.status} withText={false} />
          <div className="min-w-0 flex-1">
            <Link
              href={`/leads/${other.number}`}
              className="block truncate after:absolute after:inset-0 hover:underline"
            >
              <bdi>{words.name(other)}</bdi>
            </Link>
            <p className="truncate text-ink-2 text-xs">
              {words.action(other)}
              {other.offerTitle && (
                <>
                  {", "}
                  <bdi>{other.offerTitle}</bdi>
                </>
              )}
            </p>
          </div>
          <span className="text-ink-3 text-xs">
            <RelativeTime date={other.receivedAt} now={now} timeZone={timeZone} />
          </span>
        </li>
      ))}
    </ul>
  );
}
