import fc from "fast-check";
import { expect, test } from "vitest";
import type { FieldPart, MappingPart, MappingRow, MappingTransform, TargetField } from "#connectors/connector.ts";
import { exampleLead } from "#features/mappings/example-lead.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import { mapLead } from "#features/mappings/map-lead.ts";
import { mappingRows } from "#features/mappings/mapping.ts";

const LEAD = exampleLead("https://buzon.example");
const TEXTS: ReadonlySet<TargetField["type"]> = new Set(["string", "text", "email", "phone", "url"]);

const anyText = fc.string({ unit: "grapheme", maxLength: 60 });
const anyField: fc.Arbitrary<FieldPart> = fc.record(
  {
    kind: fc.constant("field" as const),
    field: fc.constantFrom("company", "phone", "email", "country", "full_name", "received_at", "campaign.a", "extra.b"),
    transform: fc.constantFrom<MappingTransform>(
      "lower",
      "upper",
      "title",
      "trim",
      "first_word",
      "after_first_word",
      "phone_international",
      "phone_e164",
      "email_domain",
      "country_code",
      "country_code3",
      "country_name",
      "date",
    ),
    maxLength: fc.integer({ min: 1, max: 30 }),
    replace: fc.array(fc.record({ from: anyText, to: anyText }), { maxLength: 3 }),
    otherwise: anyText,
  },
  { requiredKeys: ["kind", "field"] },
);
const anyPart: fc.Arbitrary<MappingPart> = fc.oneof(
  anyText.map((text) => ({ kind: "text" as const, text })),
  anyField,
  fc.array(anyField, { minLength: 1, maxLength: 3 }).map((fields) => ({ kind: "first" as const, fields })),
);
const anyRow: fc.Arbitrary<MappingRow> = fc.record(
  {
    target: fc.constant("f"),
    value: fc.array(anyPart, { maxLength: 3 }),
    fallback: fc.array(anyPart, { maxLength: 2 }),
    whenEmpty: fc.constantFrom("omit" as const, "stop" as const),
  },
  { requiredKeys: ["target", "value", "fallback"] },
);
const anyFieldOfDestination: fc.Arbitrary<TargetField> = fc
  .record({
    type: fc.constantFrom<TargetField["type"]>(
      "string",
      "text",
      "int",
      "decimal",
      "bool",
      "date",
      "datetime",
      "email",
      "phone",
      "url",
      "choice",
    ),
    required: fc.boolean(),
    maxLength: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
    choices: fc.option(
      fc.array(fc.record({ value: fc.oneof(anyText, fc.integer()), label: anyText }), { maxLength: 3 }),
      {
        nil: undefined,
      },
    ),
  })
  .map((given) => ({ name: "f", label: "Field", ...given }));
const anyLead: fc.Arbitrary<MappableLead> = fc
  .record({
    company: fc.option(anyText),
    phone: fc.option(fc.oneof(anyText, fc.constantFrom("+34612345678", "612 345 678"))),
    email: fc.option(fc.oneof(anyText, fc.emailAddress())),
    country: fc.option(anyText),
    countryCode: fc.option(fc.constantFrom("ES", "GB", "XK", "AQ")),
    firstName: fc.option(anyText),
    campaign: fc.dictionary(fc.constantFrom("a", "__proto__", "b"), anyText),
    extra: fc.dictionary(fc.constantFrom("b", "constructor"), fc.anything()),
  })
  .map((given) => ({ ...LEAD, ...given }));

test("nothing throws, nothing is too long, and a required field has a value or is named", () => {
  fc.assert(
    fc.property(anyLead, anyRow, anyFieldOfDestination, (lead, row, field) => {
      const { values, problems } = mapLead(lead, [row], [field]);
      const sent = values.f;
      if (typeof sent === "string" && field.maxLength && !field.choices && TEXTS.has(field.type)) {
        expect(sent.length).toBeLessThanOrEqual(field.maxLength);
      }
      if (typeof sent === "string") expect(sent.trim()).not.toBe("");
      expect(problems.length > 0).toBe(sent === undefined && (field.required || row.whenEmpty === "stop"));
    }),
    { numRuns: 500 },
  );
});

test("what a mapping may say survives being stored", () => {
  fc.assert(
    fc.property(anyRow, (row) => {
      expect(mappingRows.parse(JSON.parse(JSON.stringify([row])))).toEqual([row]);
    }),
  );
});
