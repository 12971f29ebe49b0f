import {
  CalendarClock,
  CircleAlert,
  CircleDashed,
  Eye,
  Flag,
  Inbox,
  MessageSquare,
  Repeat2,
  Reply,
  Send,
  Tag,
  Trash2,
  UserRound,
  Waypoints,
} from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { NoteText } from "#components/leads/note-text.tsx";
import { useLeadWords } from "#components/leads/use-lead-words.ts";
import { useStory } from "#components/leads/use-story.tsx";
import { Moment } from "#components/moment.tsx";
import type { LeadDetail } from "#features/leads/get-lead.ts";
import type { TimelineEntry } from "#features/leads/lead-timeline.ts";

const ICONS: Record<TimelineEntry["type"], ReactNode> = {
  received: <Inbox />,
  repeat: <Repeat2 />,
  opened: <Eye />,
  note: <MessageSquare />,
  status: <CircleDashed />,
  owner: <UserRound />,
  tags: <Tag />,
  follow_up: <CalendarClock />,
  flag: <Flag />,
  replied: <Reply />,
  erased: <Trash2 />,
  mapped: <Waypoints />,
  delivered: <Send />,
  problem: <CircleAlert />,
};

/** The history as the panel has room for it, oldest first: a line each, deliveries that followed each other in one. */
export function Activity({
  lead,
  entries,
  you,
  now,
  timeZone,
}: {
  lead: LeadDetail;
  entries: TimelineEntry[];
  you: string;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("lead.story");
  const format = useFormatter();
  const words = useLeadWords();
  const tell = useStory({ lead, you });

  function line(entry: TimelineEntry, deliveredTo: string[]): ReactNode {
    if (entry.type === "received") return t("receivedFrom", { marketplace: words.marketplace(lead) });
    if (entry.type === "delivered") return t("deliveredTo", { destinations: format.list(deliveredTo) });
    return tell(entry);
  }

  return (
    <ol className="flex flex-col gap-2 text-ink-2 text-sm">
      {inLines(entries).map(({ entry, deliveredTo }) => (
        <li key={entry.id} className="flex gap-3">
          <span className="mt-0.5">{ICONS[entry.type]}</span>
          <div className="min-w-0 flex-1">
            {line(entry, deliveredTo)}
            {entry.type === "note" && <NoteText parts={entry.parts} you={you} className="mt-1 px-3 py-1.5" />}
          </div>
          <span className="shrink-0 text-ink-3">
            <Moment date={entry.at} now={now} timeZone={timeZone} />
          </span>
        </li>
      ))}
    </ol>
  );
}

type Line = { entry: TimelineEntry; deliveredTo: string[] };

function inLines(newestFirst: TimelineEntry[]): Line[] {
  const lines: Line[] = [];
  for (const entry of newestFirst.toReversed()) {
    if (entry.type === "mapped") continue;
    const last = lines.at(-1);
    if (entry.type !== "delivered") lines.push({ entry, deliveredTo: [] });
    else if (last?.entry.type === "delivered") last.deliveredTo.push(entry.destinationName);
    else lines.push({ entry, deliveredTo: [entry.destinationName] });
  }
  return lines;
}
