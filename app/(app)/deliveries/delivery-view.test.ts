import { expect, test } from "vitest";
import { filterOf, readView, viewHref } from "./delivery-view.ts";

const id = "01a204d3-b746-7407-9ed3-bb0d172efda5";

test("an address says everything about the view", () => {
  const filter = {
    tab: "failed" as const,
    destination: id,
    state: "retry" as const,
    code: "0x80048408",
    field: "last name",
    lead: 12,
    q: "contoso & co",
    replay: id,
  };
  const view = { ...filter, before: id, delivery: id, try: 2 };
  const address = new URL(viewHref(view), "https://buzon.example");

  expect(readView(Object.fromEntries(address.searchParams))).toEqual(view);
  expect(filterOf(view)).toEqual(filter);
  expect(viewHref({ tab: "all" })).toBe("/deliveries");
});

test("what cannot be meant is left out instead of reaching the database", () => {
  const nonsense = {
    tab: "lost",
    destination: "1' or '1'='1",
    before: ["a", "b"],
    delivery: "../..",
    try: "-1",
    state: "asleep",
    code: "a\0b",
    lead: "1e99",
    q: "   ",
    replay: "7",
  };

  expect(readView(nonsense)).toEqual({ tab: "all" });
});
