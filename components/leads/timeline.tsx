import { Eye, Inbox, Repeat2, Waypoints } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DestinationMark } from "#components/destination-mark.tsx";
import { NoteText } from "#components/leads/note-text.tsx";
import { RecordLink } from "#components/leads/record-link.tsx";
import { useStory } from "#components/leads/use-story.tsx";
import { Moment } from "#components/moment.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import type { LeadDetail } from "#features/leads/get-lead.ts";
import type { TimelineEntry } from "#features/leads/lead-timeline.ts";

/** Everything that happened to a lead, newest first. */
export function Timeline({
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
  const t = useTranslations("lead");
  const tell = useStory({ lead, you });
  return (
    <ol>
      {entries.map((entry) => (
        <li key={entry.id} className="group flex gap-3.5 text-sm">
          <div className="flex w-7.5 shrink-0 flex-col items-start">
            <EntryMark entry={entry} />
            <span aria-hidden className="my-1 ml-3 w-0.5 flex-1 bg-line group-last:hidden" />
          </div>
          <div className="min-w-0 flex-1 pt-0.5 pb-5 text-ink-2">
            <p>
              {tell(entry)}{" "}
              {entry.type === "delivered" && (
                <RecordLink url={entry.externalUrl}>{t("openIn", { destination: entry.destinationName })}</RecordLink>
              )}
            </p>
            {entry.type === "note" && (
              <NoteText parts={entry.parts} you={you} className="mt-2 w-fit max-w-150 px-3.5 py-2" />
            )}
          </div>
          <span className="shrink-0 pt-0.5 text-ink-3">
            <Moment date={entry.at} now={now} timeZone={timeZone} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function EntryMark({ entry }: { entry: TimelineEntry }): ReactNode {
  switch (entry.type) {
    case "received":
      return <RoundIcon icon={<Inbox />} />;
    case "repeat":
      return <RoundIcon icon={<Repeat2 />} />;
    case "mapped":
      return <RoundIcon icon={<Waypoints />} />;
    case "delivered":
      return <DestinationMark connector={entry.connector} state="delivered" />;
    case "problem":
      return <DestinationMark connector={entry.connector} state={PROBLEM_STATE[entry.outcome]} />;
    default:
      return entry.userName ? <Avatar name={entry.userName} decorative /> : <RoundIcon icon={<Eye />} />;
  }
}

const PROBLEM_STATE = { retry: "retry", reject: "failed", pause: "held" } as const;

function RoundIcon({ icon }: { icon: ReactNode }) {
  return (
    <span className="flex size-6 items-center justify-center rounded-full border border-line-strong text-ink-2 [&_.lucide]:size-3.5">
      {icon}
    </span>
  );
}
