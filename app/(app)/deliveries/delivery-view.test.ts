import { expect, test } from "vitest";
import { readView, viewHref } from "./delivery-view.ts";

const id = "01a204d3-b746-7407-9ed3-bb0d172efda5";

test("an address says everything about the view", () => {
  const view = { tab: "failed" as const, destination: id, before: id, delivery: id, try: 2 };
  const address = new URL(viewHref(view), "https://buzon.example");

  expect(readView(Object.fromEntries(address.searchParams))).toEqual(view);
  expect(viewHref({ tab: "all" })).toBe("/deliveries");
});

test("what cannot be meant is left out instead of reaching the database", () => {
  const nonsense = { tab: "lost", destination: "1' or '1'='1", before: ["a", "b"], delivery: "../..", try: "-1" };

  expect(readView(nonsense)).toEqual({ tab: "all" });
});
