import type { ReceiptState } from "#features/intake/keep-receipt.ts";

const UNPROCESSABLE = ["not_an_object", "no_known_field"];

/** The HTTP status a kept request is answered with. `problemCode` as in docs/api.md. */
export function answerStatus(state: ReceiptState, problemCode: string | undefined): 200 | 400 | 413 | 422 {
  if (state === "too_large") return 413;
  if (state !== "unreadable") return 200;
  return UNPROCESSABLE.includes(problemCode ?? "") ? 422 : 400;
}
