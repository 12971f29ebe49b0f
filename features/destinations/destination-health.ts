export type DestinationHealth = "healthy" | "held" | "paused" | "attention";

/**
 * Where the circuit of a destination is. `sending`: leads go there. `held`: nothing goes there. `trying`: one lead is
 * under way. `again`: it is back, and leads that waited follow one by one.
 */
export type CircuitStep = "sending" | "held" | "trying" | "again";

/** On hold without anybody being able to help. */
const PASSES_BY_ITSELF: ReadonlySet<string> = new Set(["unreachable", "busy", "quota"]);

/**
 * `paused`: by a person. `attention`: somebody has to do something, for the connection or for leads that failed.
 * `held`: it goes on by itself.
 */
export function destinationHealth({
  pauseCause,
  isFailing,
  failedCount,
  nextAllowedAt,
  secretDaysLeft,
  now,
}: {
  pauseCause: string | null;
  /** Leads wait, and no try has succeeded since the last one that did not. */
  isFailing: boolean;
  failedCount: number;
  nextAllowedAt: Date | null;
  secretDaysLeft: number | null;
  now: Date;
}): DestinationHealth {
  if (pauseCause === "person") return "paused";
  if (pauseCause) return PASSES_BY_ITSELF.has(pauseCause) ? "held" : "attention";
  if (failedCount > 0 || (secretDaysLeft !== null && secretDaysLeft <= 0)) return "attention";
  return isFailing || (nextAllowedAt && nextAllowedAt > now) ? "held" : "healthy";
}
