import { expect, test } from "vitest";
import { EVERYTHING, type LeadFilter } from "#features/leads/lead-filter.ts";
import { inboxHref, leadPageHref, VIEW_FILTERS, VIEWS, viewHref, viewOf } from "#features/leads/views.ts";

test("every view is recognised by its filter, also with more conditions on top", () => {
  for (const view of VIEWS) {
    expect(viewOf(VIEW_FILTERS[view])).toBe(view);
    expect(viewOf({ ...VIEW_FILTERS[view], q: "ada", received: "7d", status: ["new"], test: "shown" })).toBe(view);
  }
});

test("a filter that asks for more than a view's condition in the same field is no longer that view", () => {
  const filter: LeadFilter = { ...EVERYTHING, action: ["contact", "install"], owner: ["me", "none"] };
  expect(viewOf(filter)).toBe("all");
});

test("addresses hold what differs from the plain list and nothing else", () => {
  expect(viewHref("all")).toBe("/inbox");
  expect(viewHref("contact")).toBe("/inbox?action=contact");
  expect(inboxHref(VIEW_FILTERS.mine, { after: 12, lead: 11 })).toBe("/inbox?owner=me&after=12&lead=11");
  expect(leadPageHref(7, EVERYTHING)).toBe("/leads/7");
  expect(leadPageHref(7, VIEW_FILTERS.dnc, "raw")).toBe("/leads/7?action=dnc&tab=raw");
});
