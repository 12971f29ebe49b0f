import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Condition,
  EVERYTHING,
  FIELD_VALUES,
  FILTER_FIELDS,
  isSameFilter,
  type LeadFilter,
  valuesOf,
  withoutCondition,
  withValues,
} from "#features/leads/lead-filter.ts";
import { parseFilter, readFilter } from "#features/leads/parse-filter.ts";
import { writeFilter } from "#features/leads/write-filter.ts";

const text = fc
  .string({ minLength: 1, maxLength: 40, unit: "grapheme" })
  .map((given) => given.replaceAll("\0", "").trim().replace(/\s+/g, " "))
  .filter((given) => given !== "");
const day = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const days = fc.oneof(
  fc.tuple(day, day).map(([from, to]) => `${from}..${to}`),
  day.map((from) => `${from}..`),
  day.map((to) => `..${to}`),
);
const numbers = fc.integer({ min: 1, max: 999_999_999 }).map(String);

function valuesFor(field: Condition["field"]): fc.Arbitrary<string> {
  const closed = FIELD_VALUES[field];
  if (closed) return fc.constantFrom(...closed);
  if (field === "received") return fc.oneof(fc.constantFrom("24h", "7d", "30d", "90d"), days);
  if (field === "due") return fc.oneof(fc.constantFrom("overdue", "today", "7d", "none"), days);
  if (field === "owner") return fc.oneof(fc.constantFrom("me", "none", "ana@contoso.example"), fc.uuid());
  if (field === "number") return numbers;
  if (field === "domain") return fc.domain();
  if (field === "country") return fc.oneof(fc.constantFrom("ES", "DE", "none", "Ruritania", "Côte d’Ivoire"));
  return text.filter((value) => value.toLowerCase() !== "none");
}

const anyCondition: fc.Arbitrary<Condition> = fc.constantFrom(...FILTER_FIELDS).chain((field) =>
  fc
    .record({
      values: fc.uniqueArray(valuesFor(field), { minLength: 1, maxLength: field === "text" ? 1 : 4 }),
      isNot: fc.boolean(),
      of: fc.constantFrom(undefined, "salesforce", "0199b6c2-6f0c-7c4e-9d0a-2f5a3f7b8a11"),
    })
    .map(({ values, isNot, of }) => ({
      field,
      ...(of && field === "delivery" && { of }),
      values,
      ...(isNot && { isNot: true as const }),
    })),
);
const anyFilter: fc.Arbitrary<LeadFilter> = fc
  .array(anyCondition, { maxLength: 6 })
  .filter((filter) => filter.every((one, at) => filter.findIndex((other) => isSameFilter([one], [other])) === at));

describe("the text of a filter", () => {
  test("says exactly the filter it was made from", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(parseFilter(writeFilter(filter))).toEqual({ filter, problems: [] });
      }),
      { numRuns: 500 },
    );
  });

  test("survives the way through an address", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const params = new URLSearchParams({ q: writeFilter(filter) });
        expect(readFilter({ q: new URLSearchParams(params.toString()).get("q") ?? undefined }).filter).toEqual(filter);
      }),
    );
    expect(readFilter({ q: ["ada", "status:new"], lead: "12" }).filter).toEqual(parseFilter("ada status:new").filter);
  });

  test("is read as people write it", () => {
    const read = (given: string) => writeFilter(parseFilter(given).filter);
    expect(read("action:contact country:DE,AT owner:none received:7d -is:dnc")).toBe(
      "action:contact country:DE,AT owner:none received:7d -is:dnc",
    );
    expect(read('  Fabrikam   "two  words" -"not this" ')).toBe('Fabrikam "two words" -"not this"');
    expect(read('Source:SPZA action:PLT,ins country:de offer:"Data, Gateway"')).toBe(
      'marketplace:appsource action:contact,install country:DE offer:"Data, Gateway"',
    );
    expect(read("delivery:ok delivery.Salesforce:failed number:L-12,7 domain:@Contoso.Example")).toBe(
      "delivery:delivered delivery.salesforce:failed number:12,7 domain:contoso.example",
    );
    expect(read("is:test")).toBe("test:only");
    expect(read("-is:test")).toBe("test:hidden");
    expect(read("ada ada")).toBe("ada");
  });

  test("takes days, months and comparisons as days from and to", () => {
    const read = (given: string) => valuesOf(parseFilter(`received:${given}`).filter, "received")[0];
    expect(read("2026-02")).toBe("2026-02-01..2026-02-28");
    expect(read("2026-01..2026-02")).toBe("2026-01-01..2026-02-28");
    expect(read("2026-03-05")).toBe("2026-03-05..2026-03-05");
    expect(read(">2026-02-28")).toBe("2026-03-01..");
    expect(read(">=2026-02")).toBe("2026-02-01..");
    expect(read("<2026-03-01")).toBe("..2026-02-28");
    expect(read("2026-02-30")).toBeUndefined();
    expect(read("0000-01-01..")).toBeUndefined();
  });
});

describe("what cannot be read", () => {
  test("is pointed at by its place, and the rest holds", () => {
    const given = 'status:new,gone ada offr:x received: country:"open';
    const { filter, problems } = parseFilter(given);
    expect(writeFilter(filter)).toBe("status:new ada country:open");
    expect(problems.map(({ code, at, length }) => [code, given.slice(at, at + length)])).toEqual([
      ["unknown_value", "gone"],
      ["unknown_field", "offr:x"],
      ["no_value", "received:"],
      ["open_quote", 'country:"open'],
    ]);
  });

  test("never throws, whatever is typed, and what was understood is understood again", () => {
    const letters = fc.string({ unit: fc.constantFrom(...'ab:,-"\\ .<>0129nofield\0\n'), maxLength: 60 });
    fc.assert(
      fc.property(fc.oneof(letters, fc.string({ unit: "binary" })), (given) => {
        const { filter } = parseFilter(given);
        expect(parseFilter(writeFilter(filter))).toEqual({ filter, problems: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  test("is cut off where it is longer than anybody means", () => {
    const { problems } = parseFilter("x".repeat(13_000));
    expect(problems.map(({ code }) => code)).toContain("too_long");
  });
});

describe("changing a filter", () => {
  test("a chip that is removed takes its condition and no other", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        for (const condition of filter) {
          expect(withoutCondition(filter, condition)).toEqual(filter.filter((other) => other !== condition));
        }
      }),
    );
  });

  test("new values replace what a field allowed and leave what it forbids", () => {
    const { filter } = parseFilter("country:DE -country:AT ada");
    expect(writeFilter(withValues(filter, "country", ["ES"]))).toBe("country:ES -country:AT ada");
    expect(writeFilter(withValues(filter, "country", []))).toBe("-country:AT ada");
    expect(withValues(EVERYTHING, "test", ["shown"])).toEqual([{ field: "test", values: ["shown"] }]);
  });
});
