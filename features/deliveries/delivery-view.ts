import type { deliveryState } from "#db/schema.ts";

/** The states people see: `retry` is queued after a try that failed. Words: messages `deliveryState`. */
export type ShownState = (typeof deliveryState.enumValues)[number] | "retry";

/** Why the last try did not deliver; `fields` names the destination fields it is about. */
export type DeliveryProblem = { code: string; message: string; fields?: { field: string; message: string }[] };

export type DeliveryLead = {
  id: string;
  number: number;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  company: string | null;
};

export function shownState(state: Exclude<ShownState, "retry">, attemptCount: number): ShownState {
  return state === "queued" && attemptCount > 0 ? "retry" : state;
}
