import type { Refusal } from "#connectors/connector.ts";

/** The destination did not tell its fields; whoever asked goes on with those it knows. */
export class DescribeError extends Error {
  override name = "DescribeError";
  refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`${refusal.code}: ${refusal.message}`);
    this.refusal = refusal;
  }
}
