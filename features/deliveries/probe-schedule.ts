import { scaledMs } from "#lib/scaled-ms.ts";

/** Why a destination is on hold by itself: what its answer meant, or what five tries in a row showed. */
export type HoldCause =
  | "auth"
  | "permission"
  | "config"
  | "quota"
  /** Away or broken: 5xx, no answer, refused connections. */
  | "unreachable"
  /** Asked to slow down until nothing got through. */
  | "busy"
  | "every_lead_refused";

/** Minutes from the hold to the first lead that is tried, and from each to the next. */
const WAITS_MINUTES = [1, 2, 4, 8, 16];

/** Nobody waits longer for a destination that is back. */
const LONGEST_WAIT_MINUTES = 30;

/** A person has to act, so that asking often is of no use; what was put right elsewhere is found all the same. */
const NEEDS_A_PERSON: ReadonlySet<string | null> = new Set<HoldCause>(["auth", "permission", "config", "quota"]);

/** Milliseconds until the next lead is tried at a destination on hold, of which `probesSoFar` failed. */
export function probeWait(cause: string | null, probesSoFar: number): number {
  const minutes = NEEDS_A_PERSON.has(cause) ? undefined : WAITS_MINUTES[probesSoFar];
  return scaledMs((minutes ?? LONGEST_WAIT_MINUTES) * 60_000);
}
