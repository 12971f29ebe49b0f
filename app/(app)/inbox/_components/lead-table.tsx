import { ArrowDown, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { classes } from "#components/ui/classes.ts";
import type { LeadPage } from "#features/leads/list-leads.ts";
import { leadPageHref } from "#features/leads/views.ts";
import { type InboxView, panelHref } from "./inbox-view.ts";
import { LeadRow, WIDE } from "./lead-row.tsx";

const HEAD = "h-8 pr-3 text-left font-normal text-ink-3 text-xs";

/** The leads of a page. */
export function LeadTable({
  view,
  page,
  caption,
  now,
  timeZone,
}: {
  view: InboxView;
  page: LeadPage;
  caption: string;
  now: Date;
  timeZone: string;
}) {
  return (
    <table className="w-full table-fixed border-collapse text-sm max-md:block">
      <caption className="sr-only">{caption}</caption>
      <LeadTableHead />
      <tbody className="max-md:block">
        {page.rows.map((lead) => (
          <LeadRow
            key={lead.id}
            lead={lead}
            href={panelHref(view, lead.number)}
            pageHref={leadPageHref(lead.number, view.filter)}
            isOpen={view.lead === lead.number}
            now={now}
            timeZone={timeZone}
          />
        ))}
      </tbody>
    </table>
  );
}

/** The same widths while the rows are on their way. */
export function LeadTableHead() {
  const t = useTranslations("inbox.column");
  return (
    <thead className="sticky top-0 z-10 bg-sunken shadow-[inset_0_-1px_0_var(--line)] max-md:sr-only">
      <tr>
        <th scope="col" className="w-10">
          <span className="sr-only">{t("unread")}</span>
        </th>
        <th scope="col" className={HEAD}>
          {t("lead")}
        </th>
        <th scope="col" className={classes(HEAD, "@min-[1000px]:w-44")}>
          {t("action")}
        </th>
        <th scope="col" className={classes(HEAD, WIDE)}>
          {t("offer")}
        </th>
        <th scope="col" className={classes(HEAD, WIDE, "w-32")}>
          {t("country")}
        </th>
        <th scope="col" className={classes(HEAD, "w-26 @max-[700px]:w-9")}>
          <span className="@max-[700px]:sr-only">{t("status")}</span>
        </th>
        <th scope="col" className={classes(HEAD, "w-28")}>
          {t("forwarding")}
        </th>
        <th scope="col" className={classes(HEAD, "w-10 @min-[1000px]:w-30 @max-[700px]:hidden")}>
          <span className="sr-only @min-[1000px]:not-sr-only">{t("owner")}</span>
          <UserRound className="@min-[1000px]:hidden" />
        </th>
        <th scope="col" aria-sort="descending" className={classes(HEAD, "w-24 pr-5 text-right")}>
          <span className="inline-flex items-center gap-1">
            {t("received")}
            <ArrowDown className="size-3.5!" />
          </span>
        </th>
      </tr>
    </thead>
  );
}
