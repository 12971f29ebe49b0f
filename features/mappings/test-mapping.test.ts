import { expect, test } from "vitest";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import { testMapping } from "#features/mappings/test-mapping.ts";

const FIELDS: TargetField[] = [
  { name: "lastname", label: "Last name", type: "string", required: true },
  { name: "company", label: "Company", type: "string", required: false, maxLength: 10 },
];

const live: MappingRow[] = [from("lastname", "last_name"), from("company", "company")];
const draft: MappingRow[] = [from("lastname", "last_name"), from("company", "company", "first_name")];

test("every lead comes out complete, changed or rejected, and says why", () => {
  const leads = [
    leadWith({ company: "Contoso" }),
    leadWith({ company: "A name longer than ten" }),
    leadWith({ company: null }),
    leadWith({ lastName: null, company: "A name longer than ten" }),
  ];

  const { leads: tested, counts } = testMapping(leads, draft, live, FIELDS);

  expect(tested.map(({ outcome }) => outcome)).toEqual(["complete", "changed", "changed", "rejected"]);
  expect(counts).toEqual({ complete: 1, changed: 2, rejected: 1 });
  expect(tested.map(({ issues }) => issues.map(({ code, result }) => [code, result.text]))).toEqual([
    [],
    [["truncated", "A name lo…"]],
    [["filled_in", "Ada"]],
    [
      ["required_empty", ""],
      ["truncated", "A name lo…"],
    ],
  ]);
});

test("each lead shows where the live version gives something else, also nothing", () => {
  const leads = [leadWith({ company: "Contoso" }), leadWith({ company: null })];

  const differences = testMapping(leads, draft, live, FIELDS).leads.map((lead) =>
    lead.differences.map(({ field, before, after }) => [field, before.value, after.value]),
  );

  expect(differences).toEqual([[], [["company", null, "Ada"]]]);
});

test("a field that only the live version fills is a difference, and without a live version there is none", () => {
  const leads = [leadWith({ company: "Contoso" })];
  const without = draft.slice(0, 1);

  expect(testMapping(leads, without, live, FIELDS).leads[0]?.differences).toMatchObject([
    { field: "company", before: { value: "Contoso" }, after: { value: null } },
  ]);
  expect(testMapping(leads, without, null, FIELDS).leads[0]?.differences).toEqual([]);
});

function from(target: string, field: string, fallback?: string): MappingRow {
  return {
    target,
    value: [{ kind: "field", field }],
    fallback: fallback ? [{ kind: "field", field: fallback }] : [],
  };
}

function leadWith(given: Partial<MappableLead>): MappableLead {
  return {
    number: 1,
    firstName: "Ada",
    lastName: "Lovelace",
    email: "ada@fabrikam.example",
    phone: null,
    country: null,
    countryCode: null,
    company: null,
    title: null,
    leadSource: null,
    actionCode: null,
    action: null,
    marketplace: null,
    offerTitle: null,
    offerId: null,
    publisher: null,
    description: null,
    message: null,
    receivedAt: new Date("2026-11-22T09:00:00Z"),
    campaign: {},
    extra: {},
    url: "https://buzon.example/leads/1",
    ...given,
  };
}
