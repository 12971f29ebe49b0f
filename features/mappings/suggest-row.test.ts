import { expect, test } from "vitest";
import type { TargetField } from "#connectors/connector.ts";
import { suggestRow } from "#features/mappings/suggest-row.ts";

const field = (given: Partial<TargetField>): TargetField => ({
  name: "f",
  label: "Field",
  type: "string",
  required: false,
  ...given,
});

test.each([
  ["jobtitle", "Job Title", "title"],
  ["Apellidos__c", "Surname(s)", "last_name"],
  ["new_companyname", "Which firm", "company"],
  ["x", "Correo electrónico", "email"],
  ["fax", "Fax", undefined],
])("%s (%s) gets %s", (name, label, expected) => {
  expect(suggestRow(field({ name, label }))?.value).toEqual(expected && [{ kind: "field", field: expected }]);
});

test("nothing is suggested for what cannot take it", () => {
  expect(suggestRow(field({ label: "Email", readOnly: true }))).toBeNull();
  expect(suggestRow(field({ label: "Phone", type: "int" }))).toBeNull();
  expect(suggestRow(field({ label: "Country", choices: [] }))).toBeNull();
});
