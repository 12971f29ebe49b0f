import { useTranslations } from "next-intl";
import { SelectPageBox } from "#components/leads/select-box.tsx";
import { LiveRows } from "#components/live/live-rows.tsx";
import type { LeadPage } from "#features/leads/list-leads.ts";
import { localZone } from "#features/leads/local-zone.ts";
import { leadPageHref } from "#features/leads/views.ts";
import type { Density } from "#features/people/preferences.ts";
import { ColumnHead } from "./column-head.tsx";
import { headLook, type ListLook, nameWidth } from "./column-look.ts";
import { type InboxView, lookOf, panelHref } from "./inbox-view.ts";
import { LeadRow } from "./lead-row.tsx";

/** The leads of a page. */
export function LeadTable({
  view,
  page,
  density,
  mayWork,
  now,
  timeZone,
}: {
  view: InboxView;
  page: LeadPage;
  density: Density;
  /** Whoever may change leads can tick them. */
  mayWork: boolean;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("inbox");
  const look: ListLook = { columns: view.columns, isBeside: view.lead !== undefined };
  const sought = view.filter.flatMap(({ field, values, isNot }) => (field === "text" && !isNot ? values : []));
  const shape = { look, isCompact: density === "compact", sought, mayWork, now, timeZone, zoneOf: zones(now) };
  return (
    <table className="w-full table-fixed border-collapse text-sm max-md:block">
      <caption className="sr-only">{t("captionBy", { order: t(`sort.${view.sort}`) })}</caption>
      <LeadTableHead look={look} view={view} mayWork={mayWork} />
      <tbody className="max-md:block">
        <LiveRows
          rows={page.rows.map((lead) => ({
            number: lead.number,
            row: (
              <LeadRow
                key={lead.id}
                lead={lead}
                href={panelHref(view, lead.number)}
                pageHref={leadPageHref(lead.number, view.filter, { sort: lookOf(view).sort })}
                isOpen={view.lead === lead.number}
                {...shape}
              />
            ),
          }))}
        />
      </tbody>
    </table>
  );
}

/** The same widths while the rows are on their way; then there is nothing to tick and no order to change. */
export function LeadTableHead({ look, view, mayWork }: { look: ListLook; view?: InboxView; mayWork?: boolean }) {
  const t = useTranslations("inbox.column");
  return (
    <thead className="sticky top-0 z-10 bg-sunken shadow-[inset_0_-1px_0_var(--line)] max-md:sr-only">
      <tr>
        <th scope="col" className="relative w-10 p-0 @min-[1000px]:w-13.5">
          <span className="sr-only">{t("select")}</span>
          {mayWork && <SelectPageBox />}
        </th>
        <ColumnHead column="lead" view={view} className={nameWidth(look)} />
        {look.columns.map((column) => (
          <ColumnHead key={column} column={column} view={view} className={headLook(column, look)} />
        ))}
      </tr>
    </thead>
  );
}

/** Zones are looked up once for each country of the page: asking Intl costs more than the rest of a row. */
function zones(now: Date): (countryCode: string | null) => string | null {
  const known = new Map<string | null, string | null>();
  return (countryCode) => {
    const zone = known.get(countryCode);
    if (zone !== undefined) return zone;
    const found = localZone(countryCode, now);
    known.set(countryCode, found);
    return found;
  };
}
