import type { Outcome } from "#connectors/connector.ts";

/** The deliveries whose tries ended alike, one after the other, since the last one that arrived. */
export type Strikes = { kind: "retry" | "reject"; code: string; deliveryIds: string[] };

/** So many different leads in a row: it is not the leads (connectors.md, "N=5 consecutive"). */
export const MOST_STRIKES = 5;

/**
 * Counts one more try that failed. Retries count together whatever their code, because an overloaded service gives
 * many; refusals only with the same code. Another try of the same lead tells nothing new.
 */
export function addStrike(
  before: Strikes | null,
  { kind, code }: Extract<Outcome, { kind: "retry" | "reject" }>,
  deliveryId: string,
): Strikes {
  const goesOn = before?.kind === kind && (kind === "retry" || before.code === code);
  const others = goesOn ? before.deliveryIds.filter((id) => id !== deliveryId) : [];
  return { kind, code, deliveryIds: [...others, deliveryId] };
}
