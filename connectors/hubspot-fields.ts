import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { MappingRow, Refusal, TargetField, TargetFieldType } from "#connectors/connector.ts";
import { field, row, text } from "#connectors/default-rows.ts";
import { DescribeError } from "#connectors/describe-error.ts";
import { callHubspot, type HubspotContext } from "#connectors/hubspot-api.ts";
import { hubspotRefusal } from "#connectors/hubspot-errors.ts";

/** A portal that is used has some hundred properties, each with a description and options. */
const MAX_LIST_BYTES = 8 * 1024 * 1024;

/**
 * The properties of contacts, in the words of the account. HubSpot tells neither lengths nor which are required
 * (https://developers.hubspot.com/docs/api-reference/latest/crm/properties/guide).
 */
export async function describeContact(context: HubspotContext, circumstances: Circumstances): Promise<TargetField[]> {
  const listed = await listProperties(context, circumstances);
  if (!listed.ok) throw new DescribeError(listed.refusal);
  // The property that holds our id is filled by the connector.
  return listed.properties
    .filter(({ name, hidden, archived }) => !hidden && !archived && name !== context.settings.identityProperty)
    .map(toField);
}

export type HubspotProperty = z.output<typeof propertySchema>;

export async function listProperties(
  context: HubspotContext,
  circumstances: Circumstances,
): Promise<{ ok: true; properties: HubspotProperty[] } | { ok: false; refusal: Refusal }> {
  const answer = await callHubspot(context, {
    method: "GET",
    path: `/crm/properties/${context.settings.apiVersion}/contacts`,
    maxAnswerBytes: MAX_LIST_BYTES,
  });
  const parsed = answer.ok && answer.status === 200 ? listSchema.safeParse(answer.json) : null;
  if (!parsed?.success) return { ok: false, refusal: hubspotRefusal(answer, circumstances) };
  return { ok: true, properties: parsed.data.results };
}

/** What is known of a person fills blanks only: sales may have corrected it since. */
export function defaultContactMapping(fields: TargetField[]): MappingRow[] {
  const known = new Map(fields.map((target) => [target.name, target]));
  return DEFAULT_ROWS.filter(({ target, value }) => {
    const choices = known.get(target)?.choices?.map((choice) => choice.value);
    const [first] = value;
    return known.has(target) && (!choices || (first?.kind === "text" && choices.includes(first.text)));
  });
}

const DEFAULT_ROWS: MappingRow[] = [
  row("email", [field("email")]),
  row("firstname", [field("first_name")], { whenExists: "if_blank" }),
  row("lastname", [field("last_name")], { whenExists: "if_blank" }),
  row("company", [field("company")], { whenExists: "if_blank" }),
  row("jobtitle", [field("title")], { whenExists: "if_blank" }),
  row("phone", [field("phone")], { whenExists: "if_blank" }),
  row("country", [field("country_name")], { whenExists: "if_blank" }),
  row("message", [field("action"), text(": "), field("offer_title"), text("\n"), field("description")]),
  row("lifecyclestage", [text("lead")], { whenExists: "if_blank" }),
  row("hs_lead_status", [text("NEW")], { whenExists: "if_blank" }),
];

const propertySchema = z.object({
  name: z.string(),
  label: z.string().default(""),
  type: z.string(),
  fieldType: z.string().default(""),
  hidden: z.boolean().default(false),
  archived: z.boolean().default(false),
  calculated: z.boolean().default(false),
  hasUniqueValue: z.boolean().default(false),
  modificationMetadata: z.object({ readOnlyValue: z.boolean().default(false) }).nullish(),
  options: z
    .array(z.object({ label: z.string().default(""), value: z.string(), hidden: z.boolean().default(false) }))
    .default([]),
});

const listSchema = z.object({ results: z.array(propertySchema) });

function toField(property: HubspotProperty): TargetField {
  const { name, label, calculated, modificationMetadata } = property;
  const choices = property.options
    .filter(({ hidden }) => !hidden)
    .map((option) => ({ value: option.value, label: option.label || option.value }));
  return {
    name,
    label: label || name,
    type: typeOf(property),
    required: false,
    ...(choices.length > 0 && { choices }),
    ...((calculated || modificationMetadata?.readOnlyValue) && { readOnly: true }),
  };
}

const TYPES = new Map<string, TargetFieldType>([
  ["bool", "bool"],
  ["date", "date"],
  ["datetime", "datetime"],
  ["enumeration", "choice"],
  ["number", "decimal"],
  ["phone_number", "phone"],
]);

const TEXT_TYPES = new Map<string, TargetFieldType>([
  ["textarea", "text"],
  ["html", "text"],
  ["phonenumber", "phone"],
]);

function typeOf({ name, type, fieldType }: HubspotProperty): TargetFieldType {
  if (name === "email") return "email";
  return TYPES.get(type) ?? TEXT_TYPES.get(fieldType) ?? "string";
}
