import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { MappingRow, Refusal, TargetField, TargetFieldType } from "#connectors/connector.ts";
import { field, firstOf, row, text } from "#connectors/default-rows.ts";
import { DescribeError } from "#connectors/describe-error.ts";
import { callSalesforce, type SalesforceContext } from "#connectors/salesforce-api.ts";
import { salesforceRefusal } from "#connectors/salesforce-errors.ts";

/** Some hundred fields with all their choices. */
const MAX_DESCRIPTION_BYTES = 8 * 1024 * 1024;

/**
 * The fields of leads, in the words of the organisation and as far as the app's user may see them. What a page layout or
 * a validation rule requires is not told
 * (https://developer.salesforce.com/docs/platform/api-rest/guide/resources-sobject-describe.html).
 */
export async function describeLeadFields(
  context: SalesforceContext,
  circumstances: Circumstances,
): Promise<TargetField[]> {
  const described = await describeLead(context, circumstances);
  if (!described.ok) throw new DescribeError(described.refusal);
  // The field that holds our id is filled by the connector.
  return described.lead.fields.filter(({ name }) => name !== context.settings.externalIdField).flatMap(toField);
}

export type LeadDescription = z.output<typeof descriptionSchema>;

/** `failedAt`: whether there was no way in, or no leads to be seen. */
export async function describeLead(
  context: SalesforceContext,
  circumstances: Circumstances,
): Promise<{ ok: true; lead: LeadDescription } | { ok: false; failedAt: "token" | "leads"; refusal: Refusal }> {
  const reply = await callSalesforce(
    context,
    { method: "GET", path: "sobjects/Lead/describe", maxAnswerBytes: MAX_DESCRIPTION_BYTES },
    circumstances,
  );
  if (!reply.ok) return { ...reply, failedAt: "token" };
  const parsed = reply.answer.ok && reply.answer.status === 200 ? descriptionSchema.safeParse(reply.answer.json) : null;
  if (parsed?.success) return { ok: true, lead: parsed.data };
  return { ok: false, failedAt: "leads", refusal: salesforceRefusal(reply.answer, circumstances) };
}

/** Values for what the lead form shows; only fields and choices this organisation has. */
export function defaultLeadMapping(fields: TargetField[]): MappingRow[] {
  const known = new Map(fields.filter(({ readOnly }) => !readOnly).map((target) => [target.name, target]));
  const country = known.has("CountryCode")
    ? row("CountryCode", [field("country_code")])
    : row("Country", [field("country_name")]);
  const source = sourceOf(known.get("LeadSource"));
  const rows = [...DEFAULT_ROWS, country, ...(source ? [row("LeadSource", [text(source)])] : [])];
  return rows.filter(({ target }) => known.has(target));
}

const DEFAULT_ROWS: MappingRow[] = [
  row("FirstName", [field("first_name")]),
  row("LastName", [field("last_name")], { fallback: [text("(not given)")] }),
  row("Company", [firstOf(field("company"), field("email", "email_domain"))], { fallback: [text("(not given)")] }),
  row("Title", [field("title")]),
  row("Email", [field("email")]),
  row("Phone", [field("phone")]),
  row("Description", [field("action"), text(" for "), field("offer_title"), text(". "), field("description")]),
];

/** The choice nearest to "a marketplace"; a new Salesforce comes with "Web" and "Other". */
function sourceOf(target: TargetField | undefined): string | null {
  const choices = target?.choices?.map(({ value }) => String(value)) ?? [];
  return choices.find((choice) => /marketplace/i.test(choice)) ?? choices.find((choice) => choice === "Web") ?? null;
}

const fieldSchema = z.object({
  name: z.string(),
  label: z.string().default(""),
  type: z.string(),
  length: z.number().default(0),
  nillable: z.boolean(),
  defaultedOnCreate: z.boolean(),
  createable: z.boolean(),
  externalId: z.boolean().default(false),
  picklistValues: z
    .array(z.object({ value: z.string(), label: z.string().nullish(), active: z.boolean().default(true) }))
    .default([]),
});

const descriptionSchema = z.object({ createable: z.boolean(), fields: z.array(fieldSchema) });

/** References, addresses and the like are left out: their values are records, or made of other fields. */
const TYPES = new Map<string, TargetFieldType>([
  ["string", "string"],
  ["encryptedstring", "string"],
  ["combobox", "string"],
  ["textarea", "text"],
  ["email", "email"],
  ["phone", "phone"],
  ["url", "url"],
  ["int", "int"],
  ["double", "decimal"],
  ["currency", "decimal"],
  ["percent", "decimal"],
  ["boolean", "bool"],
  ["date", "date"],
  ["datetime", "datetime"],
  ["picklist", "choice"],
  ["multipicklist", "choice"],
]);

function toField(described: z.output<typeof fieldSchema>): TargetField[] {
  const { name, label, length, nillable, defaultedOnCreate, createable } = described;
  const type = TYPES.get(described.type);
  if (!type) return [];
  const choices = described.picklistValues
    .filter(({ active }) => active)
    .map((choice) => ({ value: choice.value, label: choice.label ?? choice.value }));
  return [
    {
      name,
      label: label || name,
      type,
      required: createable && !nillable && !defaultedOnCreate && type !== "bool",
      ...(length > 0 && type !== "choice" && { maxLength: length }),
      ...(choices.length > 0 && { choices }),
      ...(!createable && { readOnly: true }),
    },
  ];
}
