import { scaledMs } from "#lib/scaled-ms.ts";

/**
 * Seconds before each try of a round, the first at once: the schedule that Standard Webhooks 1.0 proposes, ten tries in
 * about three days. A person's replay and a resumed destination begin a new round.
 */
export const RETRY_DELAYS_SECONDS: readonly number[] = [
  0,
  5,
  5 * 60,
  30 * 60,
  2 * 3600,
  5 * 3600,
  10 * 3600,
  14 * 3600,
  20 * 3600,
  24 * 3600,
];

/** Nobody may make a lead wait longer, whatever Retry-After says. */
const LONGEST_ASKED_MS = 24 * 3600 * 1000;

/** Later by up to this part, so that leads that failed together do not come back together; never earlier. */
const JITTER = 0.2;

/**
 * Milliseconds until the next try after `triesSoFar` of this round, or null when none is left. `askedMs` is the wait
 * the destination asked for. `random` gives 0 to 1.
 */
export function waitBeforeNextTry(triesSoFar: number, askedMs: number, random: () => number): number | null {
  const seconds = RETRY_DELAYS_SECONDS[triesSoFar];
  if (seconds === undefined) return null;
  const planned = seconds * 1000 * (1 + JITTER * random());
  return Math.max(scaledMs(planned), askedWait(askedMs));
}

/**
 * How long a whole destination is left alone that is overloaded. A lead that was tried often waits long itself, but is no
 * reason for others to.
 */
export function overloadWait(askedMs: number): number {
  return Math.max(scaledMs(SHORTEST_OVERLOAD_MS), askedWait(askedMs));
}

const SHORTEST_OVERLOAD_MS = 5_000;

/** The wait a destination asked for, as far as it is granted. */
function askedWait(askedMs: number): number {
  return scaledMs(Math.min(askedMs, LONGEST_ASKED_MS));
}
