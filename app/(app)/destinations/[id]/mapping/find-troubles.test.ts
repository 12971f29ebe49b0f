import { expect, test } from "vitest";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import { exampleLead } from "./example-lead.ts";
import { findTroubles } from "./find-troubles.ts";

const lastName: TargetField = { name: "lastname", label: "Last name", type: "string", required: true, maxLength: 10 };
const named = { ...exampleLead("https://buzon.example"), lastName: "Hohenstein-Ritter" };
const nameless = { ...named, lastName: null };

const row = (given: Partial<MappingRow> = {}): MappingRow => ({
  target: "lastname",
  value: [{ kind: "field", field: "last_name" }],
  fallback: [],
  ...given,
});

test("a refused lead outweighs shortened ones, however many those are", () => {
  const trouble = findTroubles([named, named, nameless], [row()], [lastName]).get("lastname");

  expect(trouble).toMatchObject({ code: "required_empty", severity: "problem", count: 1, total: 3 });
});

test("with something to fall back on, what is left is the length", () => {
  const rows = [row({ fallback: [{ kind: "text", text: "-" }] })];

  const trouble = findTroubles([named, nameless], rows, [lastName]).get("lastname");

  expect(trouble).toMatchObject({ code: "truncated", severity: "warning", count: 1, values: { maxLength: 10 } });
});

test("a required field that nothing fills is a problem before there is any lead", () => {
  expect(findTroubles([], [row({ value: [] })], [lastName]).get("lastname")).toMatchObject({ code: "unmapped" });
  expect(findTroubles([], [], [lastName]).get("lastname")).toMatchObject({ code: "unmapped" });
  expect(findTroubles([], [row()], [lastName]).size).toBe(0);
});
