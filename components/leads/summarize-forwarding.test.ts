import { expect, it } from "vitest";
import { type SummedDelivery, summarizeForwarding } from "#components/leads/summarize-forwarding.ts";

const HANDLED = { state: "failed", handledAt: new Date(0) } as const satisfies SummedDelivery;
const of = (...states: SummedDelivery["state"][]) => states.map((state) => ({ state, handledAt: null }));

it("says how many failed before anything else, without those that somebody has dealt with", () => {
  expect(summarizeForwarding([...of("delivered", "retry", "failed", "failed"), HANDLED])).toEqual({
    kind: "failed",
    count: 2,
  });
  expect(summarizeForwarding([...of("retry"), HANDLED])).toEqual({ kind: "waiting" });
});

it("never calls all delivered what only somebody has dealt with", () => {
  expect(summarizeForwarding(of("delivered", "skipped"))).toEqual({ kind: "delivered" });
  expect(summarizeForwarding([...of("delivered"), HANDLED])).toEqual({ kind: "nothing" });
});

it("says nothing of what is forwarded nowhere", () => {
  expect(summarizeForwarding([])).toEqual({ kind: "nothing" });
  expect(summarizeForwarding(of("skipped", "cancelled"))).toEqual({ kind: "nothing" });
});
