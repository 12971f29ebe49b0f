import { expect, test } from "vitest";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import { exampleLead } from "#features/mappings/example-lead.ts";
import { findLeftovers, likelyTargets } from "#features/mappings/find-leftovers.ts";

const LEAD = {
  ...exampleLead("https://buzon.example"),
  campaign: { utm_source: "mail" },
  extra: { ConsentVersion: "3" },
};
const field = (name: string, label: string, type: TargetField["type"] = "string"): TargetField => ({
  name,
  label,
  type,
  required: false,
});
const row = (target: string, ...names: string[]): MappingRow => ({
  target,
  value: names.map((name) => ({ kind: "field", field: name })),
  fallback: [],
});

test("what leads bring and no row takes is left over; new keys come last", () => {
  const rows = [
    row("name", "full_name"),
    row("mail", "email", "phone"),
    row("about", "contact_summary", "offer_title"),
  ];

  expect(findLeftovers([LEAD], rows)).toEqual([
    "country",
    "action_code",
    "lead_source",
    "description",
    "campaign.utm_source",
    "extra.ConsentVersion",
  ]);
});

test("what no lead has is missed by nobody", () => {
  expect(findLeftovers([{ ...LEAD, description: " " }], [])).not.toContain("description");
});

test("it fits where the names are alike, else where there is room", () => {
  const fields = [
    field("fax", "Fax"),
    field("new_consentversion", "Consent version"),
    field("description", "Description", "text"),
    { ...field("consentversion2", "Consent version 2"), readOnly: true },
  ];

  expect(likelyTargets("extra.ConsentVersion", [row("description", "message")], fields)).toEqual([
    { field: fields[1], appends: false },
    { field: fields[2], appends: true },
  ]);
});
