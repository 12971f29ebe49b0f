import { describe, expect, test } from "vitest";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import { exampleLead } from "#features/mappings/example-lead.ts";
import { findProblems } from "#features/mappings/find-problems.ts";
import { fixRow, type RowFix } from "#features/mappings/fix-row.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";

const LEAD = exampleLead("https://buzon.example");
const text: TargetField = { name: "f", label: "Field", type: "string", required: true, maxLength: 20 };
const source: TargetField = {
  ...text,
  type: "choice",
  choices: [
    { value: 1, label: "Advertisement" },
    { value: 4, label: "Partner" },
    { value: 8, label: "Web portal" },
  ],
};

describe("one click ends the problem it stands beside", () => {
  test.each<[string, TargetField, Partial<MappingRow>, Partial<MappableLead>, RowFix["code"]]>([
    ["a name that is missing", text, of("last_name"), { lastName: null }, "fill"],
    ["an address that is missing", { ...text, type: "email" }, of("email"), { email: null }, "stop"],
    ["a link that is missing", { ...text, type: "url", maxLength: 200 }, of("extra.url"), {}, "fill_field"],
    ["a number that is missing", { ...text, type: "int" }, of("extra.seats"), {}, "fill"],
    ["a day that is none", { ...text, type: "date" }, of("title"), { title: "soon" }, "fill_field"],
    ["a choice that is missing", source, of("title"), { title: null }, "fill"],
    ["a field that nothing fills", { ...text, name: "f", label: "Last name" }, {}, {}, "set_field"],
    ["a field of no known meaning", text, {}, {}, "fill"],
    ["a text that is no choice", source, of("marketplace"), { marketplace: "azure_portal" }, "rule"],
    ["fixed words that are no choice", source, { value: [{ kind: "text", text: "partners" }] }, {}, "set_text"],
    ["words that are neither yes nor no", { ...text, type: "bool" }, of("title"), { title: "perhaps" }, "rule"],
    ["a text that is too long", { ...text, required: false }, of("title"), { title: "x".repeat(30) }, "cut"],
    ["a lead that waits", { ...text, required: false }, { ...of("title"), whenEmpty: "stop" }, { title: null }, "send"],
    ["a field that fills itself", { ...text, readOnly: true }, of("title"), {}, "remove"],
  ])("%s", (_, field, given, lead, code) => {
    const row = { target: "f", value: [], fallback: [], ...given };
    const leads = [{ ...LEAD, ...lead }];
    const fix = fixOf(leads, row, field);

    expect(fix?.code).toBe(code);
    const problem = findProblems(leads, fix?.row ? [fix.row] : [], [field]).get("f");
    expect(problem?.severity === "red" ? problem : undefined).toBeUndefined();
    if (code !== "stop") expect(problem).toBeUndefined();
  });

  test("a field the destination no longer has is taken out", () => {
    const row = { target: "gone", ...of("title"), fallback: [] };
    const problem = findProblems([LEAD], [row], [text]).get("gone");
    expect(problem && fixRow({ problem, row, field: text, leads: [LEAD], notGiven: "-" })).toMatchObject({ row: null });
  });
});

test("a rule names the text that came and the choice most like it", () => {
  const leads = [{ ...LEAD, marketplace: "azure_portal" as const }];
  const fix = fixOf(leads, { target: "f", ...of("marketplace"), fallback: [] }, source);

  expect(fix).toMatchObject({
    values: { text: "Azure portal", choice: "Web portal" },
    row: { value: [{ kind: "field", field: "marketplace", replace: [{ from: "Azure portal", to: "8" }] }] },
  });
});

test("what is like none of the choices becomes the one that says nothing in particular", () => {
  const choices = [
    { value: 1, label: "Trade Show" },
    { value: 2, label: "Other" },
  ];
  const row = { target: "f", ...of("marketplace"), fallback: [] };

  expect(fixOf([{ ...LEAD, marketplace: "test_drive" }], row, { ...source, choices })?.values.choice).toBe("Other");
});

test("a rule whose choice is gone is mended instead of being hidden by a second one", () => {
  const row: MappingRow = {
    target: "f",
    value: [{ kind: "field", field: "company", replace: [{ from: "Contoso", to: "Partners" }], otherwise: "1" }],
    fallback: [],
  };

  expect(fixOf([LEAD], row, source)?.row?.value).toEqual([
    { kind: "field", field: "company", replace: [{ from: "Contoso", to: "4" }], otherwise: "1" },
  ]);
});

test("of several parts the longest gives way", () => {
  const leads = [{ ...LEAD, firstName: "Ada", title: "x".repeat(40) }];
  const row: MappingRow = {
    target: "f",
    value: [
      { kind: "field", field: "first_name" },
      { kind: "text", text: ", " },
      { kind: "field", field: "title" },
    ],
    fallback: [],
  };

  expect(fixOf(leads, row, text)?.row?.value.at(-1)).toEqual({ kind: "field", field: "title", maxLength: 15 });
});

function fixOf(leads: MappableLead[], row: MappingRow, field: TargetField): RowFix | null {
  const problem = findProblems(leads, [row], [field]).get("f");
  if (!problem) throw new Error("there is no problem to fix");
  return fixRow({ problem, row, field, leads, notGiven: "(not given)" });
}

function of(field: string): Pick<MappingRow, "value"> {
  return { value: [{ kind: "field", field }] };
}
