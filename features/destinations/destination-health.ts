export type DestinationHealth = "healthy" | "held" | "paused" | "attention";

/**
 * `paused`: by a person. `attention`: somebody has to do something, for the connection or for leads that failed.
 * `held`: it goes on by itself at the time the destination asked for.
 */
export function destinationHealth({
  pauseCause,
  failedCount,
  nextAllowedAt,
  now,
}: {
  pauseCause: string | null;
  failedCount: number;
  nextAllowedAt: Date | null;
  now: Date;
}): DestinationHealth {
  if (pauseCause === "person") return "paused";
  if (pauseCause || failedCount > 0) return "attention";
  return nextAllowedAt && nextAllowedAt > now ? "held" : "healthy";
}
