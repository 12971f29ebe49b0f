import { CalendarClock } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionIcon } from "#components/action-icon.tsx";
import { LeadStatusMark } from "#components/lead-status-mark.tsx";
import { Highlight } from "#components/leads/highlight.tsx";
import { useLeadWords } from "#components/leads/use-lead-words.ts";
import { Avatar, UnassignedAvatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { classes } from "#components/ui/classes.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { dateOf, dayIn, followUpState } from "#features/leads/follow-up-day.ts";
import type { Column } from "#features/leads/list-columns.ts";
import type { LeadRow } from "#features/leads/list-leads.ts";
import { cellLook, joinsAction, type RowShape } from "./column-look.ts";
import { RowForwarding } from "./row-forwarding.tsx";

type Cell = RowShape & { lead: LeadRow };

/** What one column says of a lead. */
export function LeadCell({ column, ...cell }: Cell & { column: Column }) {
  const Content = CONTENTS[column];
  return (
    <td className={classes("overflow-hidden pr-4 last:pr-5", cellLook(column, cell.look))}>
      <Content {...cell} />
    </td>
  );
}

const CONTENTS: Record<Column, (cell: Cell) => ReactNode> = {
  action: Action,
  offer: ({ lead, sought }) => <Text text={lead.offerTitle} sought={sought} />,
  country: Country,
  status: Status,
  forwarding: ({ lead, now, timeZone }) => <RowForwarding deliveries={lead.deliveries} now={now} timeZone={timeZone} />,
  owner: Owner,
  received: ({ lead, now, timeZone }) => <RelativeTime date={lead.receivedAt} now={now} timeZone={timeZone} />,
  follow_up: FollowUp,
  tags: Tags,
  notes: Notes,
  first_touch: FirstTouch,
  title: ({ lead }) => <Text text={lead.title} />,
  email: ({ lead, sought }) => <Text text={lead.email} sought={sought} />,
  phone: ({ lead }) => <Text text={lead.phone} />,
  local_time: LocalTime,
  publisher: ({ lead }) => <Text text={lead.publisher} />,
  endpoint: ({ lead }) => <Text text={lead.endpointName} />,
  number: ({ lead }) => `L-${lead.number}`,
};

/** Words of a lead on one line, with all of them in the tooltip. */
function Text({ text, sought = [] }: { text: string | null; sought?: readonly string[] }) {
  const missing = useTranslations("missing");
  if (!text) return <p className="truncate text-ink-3">{missing("value")}</p>;
  return (
    // Its own direction, so that it is cut at its end and not at its beginning.
    <p className="truncate text-left" dir="auto" title={text}>
      <Highlight text={text} words={sought} />
    </p>
  );
}

function Action({ lead, look, sought, isCompact }: Cell) {
  const missing = useTranslations("missing");
  const words = useLeadWords();
  const marketplace = <bdi>{words.marketplace(lead)}</bdi>;
  const offer = (
    <bdi>
      <Highlight text={lead.offerTitle ?? missing("value")} words={sought} />
    </bdi>
  );
  return (
    <div className="flex gap-2" title={isCompact ? words.marketplace(lead) : undefined}>
      <span className="pt-0.5">
        <ActionIcon action={lead.action} />
      </span>
      <div className="min-w-0">
        <p className="truncate">
          <span className={lead.doNotContact ? "text-bad" : "text-ink"}>{words.action(lead)}</span>
          <span className={classes(!isCompact && "@min-[1000px]:hidden", isCompact && "text-ink-3 text-xs")}>
            {" · "}
            {marketplace}
          </span>
        </p>
        {!isCompact && (
          <p className="truncate text-xs" title={lead.offerTitle ?? undefined}>
            {joinsAction(look) && <span className="@min-[1000px]:hidden">{offer}</span>}
            <span className={classes(joinsAction(look) && "hidden @min-[1000px]:inline")}>{marketplace}</span>
          </p>
        )}
      </div>
    </div>
  );
}

function Country({ lead }: Cell) {
  return <Text text={useLeadWords().country(lead)} />;
}

function Notes({ lead }: Cell) {
  const format = useFormatter();
  return lead.noteCount > 0 ? format.number(lead.noteCount) : null;
}

function Status({ lead }: Cell) {
  return (
    <>
      <span className="flex @max-[700px]:hidden">
        <LeadStatusMark status={lead.status} />
      </span>
      <span className="hidden @max-[700px]:flex">
        <LeadStatusMark status={lead.status} withText={false} />
      </span>
    </>
  );
}

function Owner({ lead }: Cell) {
  const t = useTranslations("inbox");
  return (
    <span className="flex min-w-0 items-center gap-2">
      {lead.ownerName ? <Avatar name={lead.ownerName} /> : <UnassignedAvatar label={t("unassigned")} />}
      <span aria-hidden className={classes("hidden truncate @min-[1000px]:inline", !lead.ownerName && "text-ink-3")}>
        {lead.ownerName ? firstWord(lead.ownerName) : t("unassigned")}
      </span>
    </span>
  );
}

function FollowUp({ lead, now, timeZone }: Cell) {
  const t = useTranslations("inbox");
  const format = useFormatter();
  if (!lead.followUpOn) return null;
  const day = format.dateTime(dateOf(lead.followUpOn), { day: "numeric", month: "short", timeZone: "UTC" });
  const isOverdue = lead.status !== "closed" && followUpState(lead.followUpOn, dayIn(timeZone, now)) === "overdue";
  if (!isOverdue) return <span className="tabular-nums">{day}</span>;
  return (
    <span className="flex items-center gap-1.5 text-warn tabular-nums" title={t("overdue")}>
      <CalendarClock className="size-3.5!" />
      {day}
      <span className="sr-only">{t("overdue")}</span>
    </span>
  );
}

function Tags({ lead }: Cell) {
  if (lead.tags.length === 0) return null;
  return (
    <span className="flex gap-1 overflow-hidden" title={lead.tags.join(", ")}>
      {lead.tags.map((tag) => (
        <Badge key={tag}>
          <bdi>{tag}</bdi>
        </Badge>
      ))}
    </span>
  );
}

/** How long it took. */
function FirstTouch({ lead, timeZone }: Cell) {
  const t = useTranslations("inbox");
  const units = useTranslations("ui");
  const format = useFormatter();
  const { receivedAt, firstTouchAt } = lead;
  if (!firstTouchAt) return <span className="text-ink-3">{t("untouched")}</span>;
  const minutes = Math.max(1, Math.round((firstTouchAt.getTime() - receivedAt.getTime()) / 60_000));
  const hours = Math.floor(minutes / 60);
  return (
    <time
      dateTime={firstTouchAt.toISOString()}
      title={format.dateTime(firstTouchAt, { dateStyle: "long", timeStyle: "long", timeZone })}
      className="whitespace-nowrap tabular-nums"
    >
      {minutes < 60
        ? units("minutes", { count: minutes })
        : hours < 48
          ? units("hours", { count: hours })
          : t("days", { count: Math.floor(hours / 24) })}
    </time>
  );
}

function LocalTime({ lead, now, zoneOf }: Cell) {
  const format = useFormatter();
  const timeZone = zoneOf(lead.countryCode);
  if (!timeZone) return null;
  return (
    <span className="tabular-nums">
      {format.dateTime(now, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone })}
    </span>
  );
}

function firstWord(name: string): string {
  return name.split(/\s/)[0] ?? name;
}
