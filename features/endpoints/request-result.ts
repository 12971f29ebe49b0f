import type { ReceiptState } from "#features/intake/keep-receipt.ts";

/** What a kept request came to. */
export const REQUEST_RESULTS = ["accepted", "repeat", "rejected"] as const;
export type RequestResult = (typeof REQUEST_RESULTS)[number];

const RESULTS: Record<ReceiptState, RequestResult> = {
  pending: "accepted",
  lead: "accepted",
  repeat: "repeat",
  unreadable: "rejected",
  too_large: "rejected",
};

/** One that is still to be read counts as accepted, because that is what its sender was told. */
export function requestResult(state: ReceiptState): RequestResult {
  return RESULTS[state];
}
