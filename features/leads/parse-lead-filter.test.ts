import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  activeFields,
  CHOICE_FIELDS,
  EVERYTHING,
  type LeadFilter,
  leadFilterParams,
  withoutField,
} from "#features/leads/lead-filter.ts";
import { FORWARDING, LEAD_ACTIONS, LEAD_STATUSES, MARKETPLACES } from "#features/leads/lead-words.ts";
import { parseLeadFilter, type SearchParams } from "#features/leads/parse-lead-filter.ts";

const several = <Value>(values: fc.Arbitrary<Value>) => fc.uniqueArray(values, { maxLength: 4 });
const words = fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }).filter((text) => !text.includes("\0"));
const day = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const anyFilter: fc.Arbitrary<LeadFilter> = fc.record({
  q: words.map((text) => text.trim().replace(/\s+/g, " ")),
  action: several(fc.constantFrom(...LEAD_ACTIONS)),
  marketplace: several(fc.constantFrom(...MARKETPLACES)),
  offer: several(words),
  country: several(words),
  status: several(fc.constantFrom(...LEAD_STATUSES)),
  owner: several(fc.oneof(fc.constantFrom("me" as const, "none" as const), fc.uuid())),
  delivery: several(fc.constantFrom(...FORWARDING)),
  received: fc.oneof(
    fc.constantFrom(null, "24h", "7d", "30d", "90d"),
    fc.tuple(day, day).map(([from, to]) => `${from}..${to}`),
    day.map((from) => `${from}..`),
    day.map((to) => `..${to}`),
  ),
  test: fc.constantFrom("hidden" as const, "shown" as const, "only" as const),
  unread: fc.boolean(),
});

describe("the filter in the address", () => {
  test("says exactly the filter it was made from", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(parseLeadFilter(fromAddress(leadFilterParams(filter).toString()))).toEqual({ filter, problems: [] });
      }),
    );
  });

  test("is empty for the filter that asks nothing, and the other way round", () => {
    expect(leadFilterParams(EVERYTHING).toString()).toBe("");
    expect(parseLeadFilter({})).toEqual({ filter: EVERYTHING, problems: [] });
  });

  test("reads anything without throwing and names what it leaves out", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...CHOICE_FIELDS, "q", "received", "test"), fc.string()), (params) => {
        const { filter } = parseLeadFilter(params);
        expect(parseLeadFilter(fromAddress(leadFilterParams(filter).toString())).filter).toEqual(filter);
      }),
    );
    expect(
      parseLeadFilter({
        status: ["new", "gone"],
        received: "2026-02-30..",
        owner: "somebody",
        test: "maybe",
        offer: "a\0b",
        lead: "12",
      }),
    ).toEqual({
      filter: { ...EVERYTHING, status: ["new"] },
      problems: [
        { field: "offer", value: "a\0b" },
        { field: "status", value: "gone" },
        { field: "owner", value: "somebody" },
        { field: "received", value: "2026-02-30.." },
        { field: "test", value: "maybe" },
      ],
    });
  });

  test("loses one field and keeps the others when a chip is removed", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        for (const field of activeFields(filter)) {
          const rest = withoutField(filter, field);
          expect(activeFields(rest)).toEqual(activeFields(filter).filter((active) => active !== field));
        }
      }),
    );
  });
});

function fromAddress(query: string): SearchParams {
  const params = new URLSearchParams(query);
  return Object.fromEntries([...new Set(params.keys())].map((key) => [key, params.getAll(key)]));
}
