import type { DestinationRow } from "#features/destinations/destination-row.ts";

/** What there is to tell of a destination. */
export type Story = {
  /** Messages `destinations.story.<kind>`. */
  kind: string;
  /** It is on hold by itself. */
  isOpen: boolean;
  /** Nobody has to do anything. */
  passes: boolean;
  /** The page of the destination where somebody can put it right. */
  remedy: "connection" | "mapping" | null;
};

export function storyOf({
  pause,
  circuit,
  failedCount,
  isFailing,
  nextAllowedAt,
  lastSentAt,
}: Pick<DestinationRow, "pause" | "circuit" | "failedCount" | "isFailing" | "nextAllowedAt" | "lastSentAt">): Story {
  if (pause?.cause === "person") return { ...CLOSED, kind: "person" };
  if (pause) return ON_HOLD[pause.cause] ?? NEEDS_CONNECTION;
  if (circuit === "again") return { ...CLOSED, kind: "again" };
  if (failedCount > 0) return { ...CLOSED, kind: "failed" };
  if (isFailing) return { ...CLOSED, kind: "retrying", passes: true };
  if (nextAllowedAt) return { ...CLOSED, kind: "held", passes: true };
  return { ...CLOSED, kind: lastSentAt ? "healthy" : "ready" };
}

const CLOSED = { isOpen: false, passes: false, remedy: null } as const;
const NEEDS_CONNECTION: Story = { kind: "stopped", isOpen: true, passes: false, remedy: "connection" };

const ON_HOLD: Record<string, Story> = {
  unreachable: { kind: "unreachable", isOpen: true, passes: true, remedy: null },
  busy: { kind: "busy", isOpen: true, passes: true, remedy: null },
  quota: { kind: "quota", isOpen: true, passes: true, remedy: null },
  every_lead_refused: { kind: "every_lead_refused", isOpen: true, passes: false, remedy: "mapping" },
};
