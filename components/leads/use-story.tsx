import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useErrorWords } from "#components/error-words.tsx";
import { useLeadWords } from "#components/leads/use-lead-words.ts";
import { dateOf } from "#features/leads/follow-up-day.ts";
import type { LeadDetail } from "#features/leads/get-lead.ts";
import type { TimelineEntry } from "#features/leads/lead-timeline.ts";

const b = (words: ReactNode) => (
  <b className="font-semibold text-ink">
    <bdi>{words}</bdi>
  </b>
);

/** One entry of a lead's history in a sentence. `you` is the person who reads it. */
export function useStory({ lead, you }: { lead: LeadDetail; you: string }) {
  const t = useTranslations("lead.story");
  const tellError = useErrorWords();
  const statuses = useTranslations("leadStatus");
  const reasons = useTranslations("lead.reason");
  const format = useFormatter();
  const words = useLeadWords();

  return (entry: TimelineEntry): ReactNode => {
    switch (entry.type) {
      case "received":
        return t.rich("received", { b, marketplace: words.marketplace(lead), endpoint: lead.endpointName });
      case "repeat":
        return t.rich("repeat", { b });
      case "opened":
      case "note":
      case "erased":
        return t.rich(entry.type, by(entry));
      case "status":
        return status(entry);
      case "owner":
        return t.rich("owner", { ...by(entry), kind: ownerKind(entry), owner: entry.ownerName ?? "" });
      case "tags":
        return tags(entry);
      case "follow_up":
        return entry.on === null
          ? t.rich("followUpOff", by(entry))
          : t.rich("followUp", { ...by(entry), day: day(entry.on) });
      case "flag":
        return t.rich(`flag.${entry.flag}_${entry.on ? "on" : "off"}`, by(entry));
      case "replied":
        return t.rich(`replied.${entry.by}`, by(entry));
      case "mapped":
        return t.rich("mapped", { b, ...entry, destination: entry.destinationName });
      case "delivered":
        return t.rich("delivered", { b, destination: entry.destinationName, seconds: seconds(entry.durationMs) });
      case "problem":
        return (
          <>
            {t.rich(entry.outcome, {
              b,
              destination: entry.destinationName,
              number: entry.number,
              reason: reason(entry) || t("noReason"),
            })}
            <span className="block">{t(`then.${entry.outcome}`)}</span>
          </>
        );
    }
  };

  function status({ from, to, reason, ...entry }: Extract<TimelineEntry, { type: "status" }>): ReactNode {
    const because = reason ? reasons(reason) : "";
    if (from === to) return t.rich("reason", { ...by(entry), reason: because });
    const hasReason = String(reason !== null);
    return t.rich("status", { ...by(entry), from: statuses(from), to: statuses(to), hasReason, reason: because });
  }

  function tags({ added, removed, ...entry }: Extract<TimelineEntry, { type: "tags" }>): ReactNode {
    const kind = added.length > 0 ? (removed.length > 0 ? "tagsChanged" : "tagsAdded") : "tagsRemoved";
    // Of an erased lead nobody knows which.
    if (added.length + removed.length === 0) return t.rich("tagsErased", by(entry));
    const count = added.length || removed.length;
    return t.rich(kind, { ...by(entry), count, added: format.list(added), removed: format.list(removed) });
  }

  function day(on: string): string {
    return format.dateTime(dateOf(on), { weekday: "short", day: "numeric", month: "long", timeZone: "UTC" });
  }

  function reason({ connector, code, message }: Extract<TimelineEntry, { type: "problem" }>): string {
    return tellError(connector, { code: code ?? "", message: message ?? "" }).sentence;
  }

  function by({ userId, userName }: { userId: string | null; userName: string | null }) {
    return { b, who: userId === you ? "you" : "other", name: userName ?? "" };
  }

  function seconds(ms: number): string {
    return format.number(ms / 1000, { maximumFractionDigits: 1 });
  }

  function ownerKind({ ownerId, userId }: Extract<TimelineEntry, { type: "owner" }>): string {
    if (ownerId === null) return "nobody";
    if (ownerId === userId) return "self";
    return ownerId === you ? "toYou" : "person";
  }
}
