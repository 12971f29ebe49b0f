import Link from "next/link";
import { useTranslations } from "next-intl";
import { ActionIcon } from "#components/action-icon.tsx";
import { Highlight } from "#components/leads/highlight.tsx";
import { SelectBox } from "#components/leads/select-box.tsx";
import { useLeadWords } from "#components/leads/use-lead-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { classes } from "#components/ui/classes.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { UnreadMark } from "#components/unread-mark.tsx";
import type { LeadRow as Row } from "#features/leads/list-leads.ts";
import { joinsName, type RowShape } from "./column-look.ts";
import { LeadCell } from "./lead-cell.tsx";
import { RowForwarding } from "./row-forwarding.tsx";

/**
 * A lead in the list. One row for every width: beside the panel country and offer join the lines they belong to, and on a
 * phone the cell of the name holds three lines and is all there is.
 */
export function LeadRow({
  lead,
  href,
  pageHref,
  isOpen,
  ...shape
}: RowShape & {
  lead: Row;
  /** Opens the panel; on a phone `pageHref` opens the page. */
  href: string;
  pageHref: string;
  isOpen: boolean;
}) {
  const t = useTranslations("inbox");
  const { look, isCompact, sought, mayWork, now, timeZone } = shape;
  const name = useLeadWords({ timeZone }).name(lead);

  return (
    <tr
      aria-selected={isOpen}
      data-lead={lead.number}
      data-unread={lead.isUnread || undefined}
      className={classes(
        "group/row relative border-line border-b text-ink-2 max-md:block max-md:h-auto",
        isCompact ? "h-8" : "h-11.5",
        isOpen
          ? "bg-selected shadow-[inset_3px_0_0_var(--ink)]"
          : "hover:bg-hover has-[[data-select]:checked]:bg-selected",
      )}
    >
      <td className="p-0 md:relative md:z-1 max-md:block">
        {lead.isUnread && (
          <span
            className={classes(
              "pointer-events-none absolute top-1/2 left-5 flex -translate-y-1/2 @min-[1000px]:left-2.5 max-md:top-4.5 max-md:left-4 max-md:translate-y-0",
              mayWork && GIVES_WAY,
            )}
          >
            <UnreadMark label={t("unreadMark")} />
          </span>
        )}
        {mayWork && <SelectBox number={lead.number} label={t("select.lead", { name })} />}
      </td>
      <td className="overflow-hidden pr-4 max-md:block max-md:px-4 max-md:py-2.5 max-md:pl-9.5">
        <div className={classes(isCompact && "md:flex md:items-baseline md:gap-2")}>
          <div className={classes("flex min-w-0 items-center gap-2", isCompact && "md:max-w-3/4 md:shrink-0")}>
            <RowLink href={href} pageHref={pageHref} lead={lead} name={name} sought={sought} />
            {lead.isTest && <Badge>{t("test")}</Badge>}
            {lead.repeatCount > 0 && <span className="sr-only">{t("repeated", { count: lead.repeatCount })}</span>}
            <span className="ml-auto shrink-0 text-ink-3 md:hidden">
              <RelativeTime date={lead.receivedAt} now={now} timeZone={timeZone} />
            </span>
          </div>
          {!lead.erasedAt && <CompanyLine lead={lead} hasCountry={joinsName(look)} sought={sought} />}
        </div>
        <PhoneLine lead={lead} now={now} timeZone={timeZone} />
      </td>
      {look.columns.map((column) => (
        <LeadCell key={column} column={column} lead={lead} {...shape} />
      ))}
    </tr>
  );
}

/** Where there is no room for both, the dot makes way for the box. */
const GIVES_WAY =
  "max-md:group-data-picking/list:hidden md:@max-[1000px]:group-hover/row:opacity-0 md:@max-[1000px]:group-focus-within/row:opacity-0 md:@max-[1000px]:group-data-selecting/list:opacity-0";

function CompanyLine({ lead, hasCountry, sought }: { lead: Row; hasCountry: boolean; sought: readonly string[] }) {
  const missing = useTranslations("missing");
  const words = useLeadWords();
  const company = words.company(lead);
  const country = words.country(lead);
  return (
    <p className="min-w-0 truncate text-xs max-md:text-sm" title={company ?? undefined}>
      <bdi className={company ? "text-ink-2" : "text-ink-3"}>
        <Highlight text={company ?? missing("company")} words={company ? sought : []} />
      </bdi>
      {country && (
        <span className={classes("text-ink-3 @min-[1000px]:hidden", !hasCountry && "md:hidden")}>
          {" · "}
          <bdi>{country}</bdi>
        </span>
      )}
    </p>
  );
}

function PhoneLine({ lead, now, timeZone }: { lead: Row; now: Date; timeZone: string }) {
  const words = useLeadWords();
  return (
    <div className="mt-0.5 flex items-center gap-2 text-xs md:hidden">
      <span className="flex min-w-0 flex-1 items-center gap-2">
        <ActionIcon action={lead.action} />
        <span className="truncate">
          <span className={lead.doNotContact ? "text-bad" : "text-ink"}>{words.action(lead)}</span>
          {lead.offerTitle && (
            <>
              {" · "}
              <bdi>{lead.offerTitle}</bdi>
            </>
          )}
        </span>
      </span>
      <RowForwarding deliveries={lead.deliveries} onlyProblems now={now} timeZone={timeZone} />
    </div>
  );
}

/** The whole row is the link's. Two links, because a phone opens the page where a wider screen opens the panel. */
function RowLink({
  href,
  pageHref,
  lead,
  name,
  sought,
}: {
  href: string;
  pageHref: string;
  lead: Row;
  name: string;
  sought: readonly string[];
}) {
  const words = <Highlight text={name} words={sought} />;
  const look = classes(
    // Its own direction, so that a name is cut at its end and not at its beginning.
    "truncate text-left text-sm outline-offset-[-2px] after:absolute after:inset-0 max-md:text-base",
    lead.erasedAt ? "text-ink-3" : "text-ink",
    lead.isUnread && "font-semibold",
  );
  return (
    <>
      <Link
        id={`lead-${lead.number}`}
        href={href}
        scroll={false}
        prefetch={false}
        dir="auto"
        title={name}
        className={classes(look, "max-md:hidden")}
      >
        {words}
      </Link>
      <Link href={pageHref} prefetch={false} dir="auto" className={classes(look, "md:hidden")}>
        {words}
      </Link>
    </>
  );
}
