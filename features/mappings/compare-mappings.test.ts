import { expect, test } from "vitest";
import type { MappingRow } from "#connectors/connector.ts";
import { compareMappings } from "#features/mappings/compare-mappings.ts";

const row = (target: string, given: Partial<MappingRow> = {}): MappingRow => ({
  target,
  value: [{ kind: "field", field: "company", transform: "upper" }],
  fallback: [],
  ...given,
});

test("names the fields that are new, gone or filled differently, and what about them", () => {
  const before = [row("company"), row("city"), row("topic")];
  const after = [
    row("rating"),
    row("topic", { fallback: [{ kind: "text", text: "-" }], whenExists: "never" }),
    row("company"),
  ];

  expect(compareMappings(before, after)).toEqual([
    { field: "rating", before: null, after: after[0], aspects: ["value", "fallback", "whenEmpty", "whenExists"] },
    { field: "topic", before: before[2], after: after[1], aspects: ["fallback", "whenExists"] },
    { field: "city", before: before[1], after: null, aspects: ["value", "fallback", "whenEmpty", "whenExists"] },
  ]);
});

test("neither the order of rows and keys nor a rule that goes without saying is a change", () => {
  const reordered: MappingRow = {
    fallback: [],
    value: [{ transform: "upper", field: "company", kind: "field" }],
    whenExists: "overwrite",
    whenEmpty: "omit",
    target: "company",
  };
  expect(compareMappings([row("city"), row("company")], [reordered, row("city")])).toEqual([]);
});
