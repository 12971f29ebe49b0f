import { expect, test } from "vitest";
import { EVERYTHING } from "#features/leads/lead-filter.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";
import { inboxHref, leadPageHref, VIEW_FILTERS, VIEWS, viewHref, viewOf } from "#features/leads/views.ts";

const read = (text: string) => parseFilter(text).filter;

test("every view is recognised by its filter, also with more conditions on top", () => {
  for (const view of VIEWS) {
    expect(viewOf(VIEW_FILTERS[view])).toBe(view);
    expect(viewOf([...read("ada received:7d status:new test:shown"), ...VIEW_FILTERS[view]])).toBe(view);
  }
});

test("a filter that asks for more than a view's condition in the same field is no longer that view", () => {
  expect(viewOf(read("action:contact,install owner:me,none"))).toBe("all");
  expect(viewOf(read("-action:contact"))).toBe("all");
});

test("addresses hold what differs from the plain list and nothing else, and can be read", () => {
  expect(viewHref("all")).toBe("/inbox");
  expect(viewHref("contact")).toBe("/inbox?q=action:contact");
  expect(inboxHref(VIEW_FILTERS.mine, { after: 12, lead: 11, sort: "name" })).toBe(
    "/inbox?q=owner:me&sort=name&after=12&lead=11",
  );
  expect(inboxHref(read("country:DE,AT ada"))).toBe("/inbox?q=country:DE,AT+ada");
  expect(leadPageHref(7, EVERYTHING)).toBe("/leads/7");
  expect(leadPageHref(7, VIEW_FILTERS.dnc, { tab: "raw", sort: "name" })).toBe(
    "/leads/7?q=action:dnc&sort=name&tab=raw",
  );
});
