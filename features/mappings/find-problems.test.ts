import { expect, test } from "vitest";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import { exampleLead } from "#features/mappings/example-lead.ts";
import { findProblems } from "#features/mappings/find-problems.ts";

const lastName: TargetField = { name: "lastname", label: "Last name", type: "string", required: true, maxLength: 10 };
const named = { ...exampleLead("https://buzon.example"), lastName: "Hohenstein-Ritter" };
const nameless = { ...named, lastName: null };

const row = (given: Partial<MappingRow> = {}): MappingRow => ({
  target: "lastname",
  value: [{ kind: "field", field: "last_name" }],
  fallback: [],
  ...given,
});

test("a refused lead outweighs shortened ones, however many those are, and is the one to look at", () => {
  const problem = findProblems([named, named, nameless], [row()], [lastName]).get("lastname");

  expect(problem).toMatchObject({ code: "required_empty", severity: "red", count: 1, total: 3, position: 2 });
});

test("with something to fall back on, what is left is the length", () => {
  const rows = [row({ fallback: [{ kind: "text", text: "-" }] })];

  const problem = findProblems([named, nameless], rows, [lastName]).get("lastname");

  expect(problem).toMatchObject({ code: "truncated", severity: "amber", count: 1, values: { maxLength: 10 } });
});

test("a length that the mapping asks for is no news", () => {
  const rows = [row({ value: [{ kind: "field", field: "last_name", maxLength: 8 }] })];

  expect(findProblems([named], rows, [lastName]).size).toBe(0);
});

test("a required field that nothing fills is a problem before there is any lead", () => {
  expect(findProblems([], [row({ value: [] })], [lastName]).get("lastname")).toMatchObject({ code: "unmapped" });
  expect(findProblems([], [], [lastName]).get("lastname")).toMatchObject({ code: "unmapped" });
  expect(findProblems([], [row()], [lastName]).size).toBe(0);
});

test("a required field is not asked for where the destination fills it by itself, and must not be mapped", () => {
  const own = { ...lastName, readOnly: true };

  expect(findProblems([named], [], [own]).size).toBe(0);
  expect(findProblems([], [row()], [own]).get("lastname")).toMatchObject({ code: "read_only", severity: "red" });
});

test("a value that is none of a required field's choices is what refuses the lead, not an empty field", () => {
  const source: TargetField = { ...lastName, type: "choice", choices: [{ value: 1, label: "Web" }] };

  const problem = findProblems([named], [row()], [source]).get("lastname");

  expect(problem).toMatchObject({ code: "no_such_choice", severity: "red", values: { text: "Hohenstein-Ritter" } });
});

test("leads that shall wait for a person do not stand in the way of publishing", () => {
  const problem = findProblems([nameless], [row({ whenEmpty: "stop" })], [lastName]).get("lastname");

  expect(problem).toMatchObject({ code: "stopped_empty", severity: "amber" });
});
