import type { ShownState } from "#features/deliveries/delivery-view.ts";
import { RETRY_DELAYS_SECONDS } from "#features/deliveries/retry-schedule.ts";
import type { Trigger } from "#features/deliveries/tries-of-round.ts";

/** One dot on the line of tries. `at` of a planned one is the earliest time. */
export type PlannedTry = { number: number; at: Date; state: "delivered" | "failed" | "next" | "planned" };

type PastTry = { trigger: Trigger; outcome: string; startedAt: Date };

/** The tries of a delivery's present round, done and still to come. `attempts` come newest first. */
export function deliverySchedule(
  delivery: { state: ShownState; nextAttemptAt: Date | null; nextTrigger: Trigger },
  attempts: PastTry[],
): PlannedTry[] {
  const done = triesOfPresentRound(delivery.nextTrigger, attempts).map(({ outcome, startedAt }) => ({
    at: startedAt,
    state: outcome === "delivered" ? ("delivered" as const) : ("failed" as const),
  }));
  return [...done, ...triesToCome(delivery, done.length)].map((planned, index) => ({ number: index + 1, ...planned }));
}

function triesOfPresentRound(nextTrigger: Trigger, attempts: PastTry[]): PastTry[] {
  if (nextTrigger !== "auto") return [];
  const begin = attempts.findIndex(({ trigger }) => trigger !== "auto");
  return (begin === -1 ? attempts : attempts.slice(0, begin + 1)).toReversed();
}

function triesToCome(
  { state, nextAttemptAt }: { state: ShownState; nextAttemptAt: Date | null },
  triesSoFar: number,
): Omit<PlannedTry, "number">[] {
  if (!nextAttemptAt || (state !== "queued" && state !== "retry")) return [];
  const toCome: Omit<PlannedTry, "number">[] = [{ at: nextAttemptAt, state: "next" }];
  let at = nextAttemptAt.getTime();
  for (const seconds of RETRY_DELAYS_SECONDS.slice(triesSoFar + 1)) {
    at += seconds * 1000;
    toCome.push({ at: new Date(at), state: "planned" });
  }
  return toCome;
}
