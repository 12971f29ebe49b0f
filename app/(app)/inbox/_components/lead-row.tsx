import Link from "next/link";
import { useTranslations } from "next-intl";
import { ActionIcon } from "#components/action-icon.tsx";
import { LeadStatusMark } from "#components/lead-status-mark.tsx";
import { useLeadWords } from "#components/leads/use-lead-words.ts";
import { Avatar, UnassignedAvatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { classes } from "#components/ui/classes.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { UnreadMark } from "#components/unread-mark.tsx";
import type { LeadRow as Row } from "#features/leads/list-leads.ts";
import { RowForwarding } from "./row-forwarding.tsx";

/** Shown where the list is wide; where it is narrow, what is in it joins another column. */
export const WIDE = "hidden @min-[1000px]:table-cell";
const NARROW = "@min-[1000px]:hidden";

/**
 * A lead in the list. One row for every width: beside the panel country and offer join the lines they belong to, and on a
 * phone the first cell holds three lines and is all there is.
 */
export function LeadRow({
  lead,
  href,
  pageHref,
  isOpen,
  now,
  timeZone,
}: {
  lead: Row;
  /** Opens the panel; on a phone `pageHref` opens the page. */
  href: string;
  pageHref: string;
  isOpen: boolean;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("inbox");
  const missing = useTranslations("missing");
  const words = useLeadWords();
  const name = words.name(lead);
  const company = words.company(lead);
  const country = words.country(lead);
  const action = <span className={lead.doNotContact ? "text-bad" : "text-ink"}>{words.action(lead)}</span>;
  const received = <RelativeTime date={lead.receivedAt} now={now} timeZone={timeZone} />;

  return (
    <tr
      aria-selected={isOpen}
      data-lead={lead.number}
      className={classes(
        "relative h-11.5 border-line border-b text-ink-2 max-md:block max-md:h-auto",
        isOpen ? "bg-selected shadow-[inset_3px_0_0_var(--ink)]" : "hover:bg-hover",
      )}
    >
      <td className="w-10 py-0 pr-0 pl-5 max-md:absolute max-md:top-3.5 max-md:left-4 max-md:w-auto max-md:p-0">
        {lead.isUnread && <UnreadMark label={t("unreadMark")} />}
      </td>
      <td className="overflow-hidden pr-4 max-md:block max-md:px-4 max-md:py-2.5 max-md:pl-9.5">
        <div className="flex items-center gap-2">
          <RowLink href={href} pageHref={pageHref} number={lead.number} name={name} isUnread={lead.isUnread} />
          {lead.isTest && <Badge>{t("test")}</Badge>}
          {lead.repeatCount > 0 && <span className="sr-only">{t("repeated", { count: lead.repeatCount })}</span>}
          <span className="ml-auto shrink-0 text-ink-3 md:hidden">{received}</span>
        </div>
        <p className="truncate text-xs max-md:text-sm">
          <bdi className={company ? "text-ink-2" : "text-ink-3"}>{company ?? missing("company")}</bdi>
          {country && (
            <span className={classes("text-ink-3", NARROW)}>
              {" · "}
              <bdi>{country}</bdi>
            </span>
          )}
        </p>
        <div className="mt-0.5 flex items-center gap-2 text-xs md:hidden">
          <span className="flex min-w-0 flex-1 items-center gap-2">
            <ActionIcon action={lead.action} />
            <span className="truncate">
              {action}
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
      </td>
      <td className="overflow-hidden pr-4 max-md:hidden">
        <div className="flex gap-2">
          <span className="pt-0.5">
            <ActionIcon action={lead.action} />
          </span>
          <div className="min-w-0">
            <p className="truncate">
              {action}
              <span className={NARROW}>
                {" · "}
                <bdi>{words.marketplace(lead)}</bdi>
              </span>
            </p>
            <p className="truncate text-xs">
              <bdi className={NARROW}>{lead.offerTitle ?? missing("value")}</bdi>
              <bdi className="hidden @min-[1000px]:inline">{words.marketplace(lead)}</bdi>
            </p>
          </div>
        </div>
      </td>
      <td className={classes(WIDE, "truncate pr-4")} title={lead.offerTitle ?? undefined}>
        <bdi>{lead.offerTitle ?? missing("value")}</bdi>
      </td>
      <td className={classes(WIDE, "truncate pr-4")}>
        <bdi className={country ? undefined : "text-ink-3"}>{country ?? missing("value")}</bdi>
      </td>
      <td className="pr-3 max-md:hidden">
        <span className="flex @max-[700px]:hidden">
          <LeadStatusMark status={lead.status} />
        </span>
        <span className="hidden @max-[700px]:flex">
          <LeadStatusMark status={lead.status} withText={false} />
        </span>
      </td>
      <td className="pr-2 max-md:hidden">
        <RowForwarding deliveries={lead.deliveries} now={now} timeZone={timeZone} />
      </td>
      <td className="@max-[700px]:hidden max-md:hidden">
        <span className="flex min-w-0 items-center gap-2">
          {lead.ownerName ? <Avatar name={lead.ownerName} /> : <UnassignedAvatar label={t("unassigned")} />}
          <span
            aria-hidden
            className={classes("hidden truncate @min-[1000px]:inline", !lead.ownerName && "text-ink-3")}
          >
            {lead.ownerName ? firstWord(lead.ownerName) : t("unassigned")}
          </span>
        </span>
      </td>
      <td className="pr-5 text-right max-md:hidden">{received}</td>
    </tr>
  );
}

/** The whole row is the link's. Two links, because a phone opens the page where a wider screen opens the panel. */
function RowLink({
  href,
  pageHref,
  number,
  name,
  isUnread,
}: {
  href: string;
  pageHref: string;
  number: number;
  name: string;
  isUnread: boolean;
}) {
  const look = classes(
    "truncate text-ink text-sm outline-offset-[-2px] after:absolute after:inset-0 max-md:text-base",
    isUnread && "font-semibold",
  );
  return (
    <>
      <Link
        id={`lead-${number}`}
        href={href}
        scroll={false}
        prefetch={false}
        title={name}
        className={classes(look, "max-md:hidden")}
      >
        <bdi>{name}</bdi>
      </Link>
      <Link href={pageHref} prefetch={false} className={classes(look, "md:hidden")}>
        <bdi>{name}</bdi>
      </Link>
    </>
  );
}

function firstWord(name: string): string {
  return name.split(/\s/)[0] ?? name;
}
