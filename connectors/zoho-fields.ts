import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { Context, MappingRow, TargetField, TargetFieldType } from "#connectors/connector.ts";
import { field, row, text } from "#connectors/default-rows.ts";
import { DescribeError } from "#connectors/describe-error.ts";
import { callZoho, type ZohoCredentials, type ZohoSettings } from "#connectors/zoho-api.ts";
import { zohoRefusal } from "#connectors/zoho-errors.ts";

/** Every field comes with its profiles, its choices and what else can be set for it. */
const MAX_LIST_BYTES = 8 * 1024 * 1024;

/**
 * The fields of the Leads module in the words of the organisation
 * (https://www.zoho.com/crm/developer/docs/api/v8/field-meta.html). What only a page layout requires is in the layouts;
 * it counts when every layout in use requires it, because the API is not told which one a lead is for.
 */
export async function describeLeads(
  context: Context<ZohoSettings, ZohoCredentials>,
  circumstances: Circumstances,
): Promise<TargetField[]> {
  const [fields, layouts] = await Promise.all([
    readZohoFields(context, circumstances),
    readLayouts(context, circumstances),
  ]);
  const requiredByLayouts = requiredEverywhere(layouts);
  return fields.flatMap((field): TargetField[] => {
    const type = TYPES.get(field.data_type);
    if (!type || !field.visible) return [];
    const readOnly = field.read_only || field.field_read_only || field.operation_type?.api_create === false;
    const choices = type === "choice" ? choicesOf(field.pick_list_values) : [];
    return [
      {
        name: field.api_name,
        label: field.display_label ?? field.field_label,
        type,
        required: !readOnly && (field.system_mandatory || requiredByLayouts.has(field.api_name)),
        ...(TEXTS.has(type) && field.length && { maxLength: field.length }),
        ...(choices.length > 0 && { choices }),
        ...(readOnly && { readOnly }),
      },
    ];
  });
}

export type ZohoField = z.output<typeof fieldSchema>;

/** As Zoho tells them. Throws `DescribeError`. */
export async function readZohoFields(
  context: Context<ZohoSettings, ZohoCredentials>,
  circumstances: Circumstances,
): Promise<ZohoField[]> {
  const answered = z.object({ fields: z.array(fieldSchema) });
  return (await read(context, circumstances, "settings/fields?module=Leads", answered)).fields;
}

/** Values for what nearly every organisation has; only fields this one has. What sales have written stays. */
export function defaultZohoMapping(fields: TargetField[]): MappingRow[] {
  const known = new Map(fields.map((each) => [each.name, each]));
  return DEFAULT_ROWS.filter(({ target }) => known.has(target) && !known.get(target)?.readOnly);
}

const KEPT = { whenExists: "if_blank" } as const;

const DEFAULT_ROWS: MappingRow[] = [
  row("First_Name", [field("first_name")], KEPT),
  row("Last_Name", [field("last_name")], { ...KEPT, fallback: [text("(not given)")] }),
  row("Company", [field("company")], { ...KEPT, fallback: [text("(not given)")] }),
  row("Email", [field("email")]),
  row("Phone", [field("phone")], KEPT),
  row("Designation", [field("title")], KEPT),
  row("Country", [field("country_name")], KEPT),
  row("Description", [field("action"), text(": "), field("offer_title"), text("\n"), field("description")], KEPT),
];

/** Look-ups, owners, files, subforms and formulas are left out: their values are records or follow from others. */
const TYPES = new Map<string, TargetFieldType>([
  ["text", "string"],
  ["textarea", "text"],
  ["email", "email"],
  ["phone", "phone"],
  ["website", "url"],
  ["integer", "int"],
  ["bigint", "int"],
  ["double", "decimal"],
  ["currency", "decimal"],
  ["percent", "decimal"],
  ["boolean", "bool"],
  ["date", "date"],
  ["datetime", "datetime"],
  ["picklist", "choice"],
]);

const TEXTS = new Set<TargetFieldType>(["string", "text", "email", "phone", "url"]);

/** What Zoho calls an empty choice is a way to say nothing. */
const NO_CHOICE = "-None-";

const choiceSchema = z.object({ display_value: z.string(), actual_value: z.string() });
const fieldSchema = z.object({
  api_name: z.string(),
  field_label: z.string(),
  display_label: z.string().nullish(),
  data_type: z.string(),
  length: z.number().nullish(),
  system_mandatory: z.boolean().default(false),
  read_only: z.boolean().default(false),
  field_read_only: z.boolean().default(false),
  visible: z.boolean().default(true),
  operation_type: z.object({ api_create: z.boolean() }).nullish(),
  /** Empty objects where they do not apply. */
  unique: z.object({ casesensitive: z.unknown() }).partial().nullish(),
  external: z.unknown(),
  pick_list_values: z.array(choiceSchema).default([]),
});
const layoutSchema = z.object({
  status: z.string().default("active"),
  sections: z.array(
    z.object({ fields: z.array(z.object({ api_name: z.string(), required: z.boolean().default(false) })) }),
  ),
});

async function readLayouts(
  context: Context<ZohoSettings, ZohoCredentials>,
  circumstances: Circumstances,
): Promise<z.output<typeof layoutSchema>[]> {
  const answered = z.object({ layouts: z.array(layoutSchema) });
  return (await read(context, circumstances, "settings/layouts?module=Leads", answered)).layouts;
}

function requiredEverywhere(layouts: z.output<typeof layoutSchema>[]): Set<string> {
  const [first = [], ...others] = layouts
    .filter(({ status }) => status === "active")
    .map(({ sections }) => sections.flatMap(({ fields }) => fields.filter((each) => each.required)))
    .map((fields) => fields.map(({ api_name }) => api_name));
  return new Set(first.filter((name) => others.every((names) => names.includes(name))));
}

async function read<T>(
  context: Context<ZohoSettings, ZohoCredentials>,
  circumstances: Circumstances,
  path: string,
  schema: z.ZodType<T>,
): Promise<T> {
  const reply = await callZoho(context, { method: "GET", path, maxAnswerBytes: MAX_LIST_BYTES }, circumstances);
  if (!reply.ok) throw new DescribeError(reply.refusal);
  const parsed = reply.answer.ok && reply.answer.status === 200 ? schema.safeParse(reply.answer.json) : null;
  if (!parsed?.success) throw new DescribeError(zohoRefusal(reply.answer, {}, circumstances));
  return parsed.data;
}

function choicesOf(listed: z.output<typeof choiceSchema>[]): NonNullable<TargetField["choices"]> {
  return listed
    .filter(({ actual_value }) => actual_value !== NO_CHOICE)
    .map(({ actual_value, display_value }) => ({ value: actual_value, label: display_value }));
}
