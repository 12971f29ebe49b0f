import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { openApiDocument } from "#features/api/openapi.ts";
import { exportColumns } from "#features/leads/export-columns.ts";
import { JSON_COLUMNS, leadJson } from "#features/leads/lead-json.ts";

test("the document is OpenAPI 3.1", async () => {
  const validator = new Validator();
  expect(await validator.validate(openApiDocument())).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
});

test("every pointer in it leads to something", () => {
  const document = openApiDocument();
  const pointers = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = ""]) =>
    path.split("/"),
  );
  const found = pointers.map((path) => path.reduce<unknown>((at, name) => Object(at)[name], document));
  expect(pointers.length).toBeGreaterThan(20);
  expect(found).not.toContain(undefined);
});

test("a lead has every column of the export but the request itself and the local time, and no other key", () => {
  expect([...JSON_COLUMNS].sort()).toEqual(Object.keys(leadJson.shape).sort());
  const columns = exportColumns([
    "name",
    "email",
    "phone",
    "company",
    "title",
    "country",
    "offer",
    "action",
    "received",
  ]);
  expect(columns.filter((column) => !JSON_COLUMNS.includes(column))).toEqual(["received_local", "time_zone"]);
});
