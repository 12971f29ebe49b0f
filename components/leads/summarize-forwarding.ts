import type { ShownState } from "#features/deliveries/delivery-view.ts";

export type SummedDelivery = { state: ShownState; handledAt: Date | null };

export type ForwardingSummary = { kind: "failed"; count: number } | { kind: "waiting" | "delivered" | "nothing" };

/** What matters most of a lead's deliveries. A failure that somebody has dealt with is none, and no success either. */
export function summarizeForwarding(deliveries: SummedDelivery[]): ForwardingSummary {
  const failed = deliveries.filter(({ state }) => state === "failed");
  const open = failed.filter((delivery) => !isHandled(delivery)).length;
  if (open > 0) return { kind: "failed", count: open };
  if (deliveries.some(({ state }) => WAITING.has(state))) return { kind: "waiting" };
  const isDelivered = failed.length === 0 && deliveries.some(({ state }) => state === "delivered");
  return { kind: isDelivered ? "delivered" : "nothing" };
}

const WAITING: ReadonlySet<ShownState> = new Set(["queued", "sending", "retry", "held"]);

export function isHandled({ state, handledAt }: SummedDelivery): boolean {
  return state === "failed" && handledAt !== null;
}
