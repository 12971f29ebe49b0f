import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { Context, MappingRow, TargetField, TargetFieldType } from "#connectors/connector.ts";
import { callDataverse, type DataverseCredentials, type DataverseSettings } from "#connectors/dataverse.ts";
import { field, row, text } from "#connectors/default-rows.ts";
import { DescribeError } from "#connectors/describe-error.ts";
import { dynamicsRefusal } from "#connectors/dynamics-errors.ts";

/** With labels in several languages the lists run to some hundred kilobytes. */
const MAX_LIST_BYTES = 8 * 1024 * 1024;

/** Tables that have been customised for years carry hundreds of columns that nobody may set. */
const MOST_READ_ONLY = 50;

/**
 * The columns of the lead table in the words of the organisation: those a new record may fill, then those that are
 * shown but filled by Dynamics 365 itself. Common properties come from one list, those of a kind only from a list cast to that kind
 * (https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api).
 */
export async function describeLead(
  context: Context<DataverseSettings, DataverseCredentials>,
  circumstances: Circumstances,
): Promise<TargetField[]> {
  const list = <T>(path: string, schema: z.ZodType<T>) => readList(context, circumstances, path, schema);
  const attributes = await list(
    "?$select=LogicalName,DisplayName,AttributeType,RequiredLevel,IsValidForCreate,IsValidForUpdate",
    attribute,
  );
  const [strings, memos, picklists, booleans, dates] = await Promise.all([
    list(cast("String", "LogicalName,MaxLength,FormatName"), stringAttribute),
    list(cast("Memo", "LogicalName,MaxLength"), stringAttribute),
    list(`${cast("Picklist", "LogicalName")}&$expand=OptionSet,GlobalOptionSet`, picklistAttribute),
    list(`${cast("Boolean", "LogicalName")}&$expand=OptionSet`, booleanAttribute),
    list(cast("DateTime", "LogicalName,Format"), dateAttribute),
  ]);
  const textOf = byName([...strings, ...memos]);
  const picklistOf = byName(picklists);
  const booleanOf = byName(booleans);
  const dateOf = byName(dates);

  const fields = attributes.flatMap((column): TargetField[] => {
    const type = TYPES.get(column.AttributeType);
    const name = column.LogicalName;
    const readOnly = !column.IsValidForCreate;
    // Without a label it is the shadow of another column and on no form.
    const isHidden = readOnly && !labelOf(column.DisplayName);
    if (!type || isHidden || /^yomi|yomi(name)?$|_base$/.test(name)) return [];
    const text = textOf.get(name);
    const choices = choicesOf(picklistOf.get(name), booleanOf.get(name));
    return [
      {
        name,
        label: labelOf(column.DisplayName) ?? name,
        type:
          TEXT_FORMATS.get(text?.FormatName?.Value ?? "") ?? (dateOf.get(name)?.Format === "DateOnly" ? "date" : type),
        required: !readOnly && REQUIRED.has(column.RequiredLevel.Value),
        ...(text?.MaxLength && { maxLength: text.MaxLength }),
        ...(choices.length > 0 && { choices }),
        ...(readOnly && { readOnly }),
      },
    ];
  });
  return [
    ...fields.filter(({ readOnly }) => !readOnly),
    ...fields.filter(({ readOnly }) => readOnly).slice(0, MOST_READ_ONLY),
  ];
}

/** Values for what the lead form shows; only columns this organisation has. */
export function defaultLeadMapping(fields: TargetField[]): MappingRow[] {
  const known = byFieldName(fields);
  return DEFAULT_ROWS.filter(({ target }) => known.has(target)).filter(
    ({ target }) => target !== "leadsourcecode" || known.get(target)?.choices?.some(({ value }) => value === WEB),
  );
}

/** "Web" among the lead sources Dynamics 365 Sales comes with. */
const WEB = 8;

const DEFAULT_ROWS: MappingRow[] = [
  row("subject", [field("action"), text(": "), field("offer_title")], { fallback: [text("Marketplace lead")] }),
  row("firstname", [field("first_name")]),
  row("lastname", [field("last_name")], { fallback: [text("(not given)")] }),
  row("companyname", [field("company")]),
  row("jobtitle", [field("title")]),
  row("emailaddress1", [field("email")]),
  row("telephone1", [field("phone")]),
  row("address1_country", [field("country_name")]),
  row("description", [field("description")]),
  row("leadsourcecode", [text(String(WEB))]),
];

/** Lookups, owners and states are left out: their values are records or follow from a process. */
const TYPES = new Map<string, TargetFieldType>([
  ["String", "string"],
  ["Memo", "text"],
  ["Integer", "int"],
  ["BigInt", "int"],
  ["Decimal", "decimal"],
  ["Double", "decimal"],
  ["Money", "decimal"],
  ["Boolean", "bool"],
  ["DateTime", "datetime"],
  ["Picklist", "choice"],
]);

const TEXT_FORMATS = new Map<string, TargetFieldType>([
  ["Email", "email"],
  ["Phone", "phone"],
  ["Url", "url"],
]);

const REQUIRED = new Set(["SystemRequired", "ApplicationRequired"]);

const label = z.object({ UserLocalizedLabel: z.object({ Label: z.string() }).nullish() }).nullish();
const option = z.object({ Value: z.number(), Label: label });
const options = z.object({ Options: z.array(option) }).nullish();

const attribute = z.object({
  LogicalName: z.string(),
  AttributeType: z.string(),
  DisplayName: label,
  RequiredLevel: z.object({ Value: z.string() }),
  IsValidForCreate: z.boolean(),
});
const stringAttribute = z.object({
  LogicalName: z.string(),
  MaxLength: z.number().nullish(),
  FormatName: z.object({ Value: z.string() }).nullish(),
});
const picklistAttribute = z.object({ LogicalName: z.string(), OptionSet: options, GlobalOptionSet: options });
const booleanAttribute = z.object({
  LogicalName: z.string(),
  OptionSet: z.object({ TrueOption: option.nullish(), FalseOption: option.nullish() }).nullish(),
});
const dateAttribute = z.object({ LogicalName: z.string(), Format: z.string().nullish() });

function cast(kind: string, select: string): string {
  return `/Microsoft.Dynamics.CRM.${kind}AttributeMetadata?$select=${select}`;
}

async function readList<T>(
  context: Context<DataverseSettings, DataverseCredentials>,
  circumstances: Circumstances,
  path: string,
  schema: z.ZodType<T>,
): Promise<T[]> {
  const reply = await callDataverse(
    context,
    {
      method: "GET",
      path: `EntityDefinitions(LogicalName='lead')/Attributes${path}`,
      maxAnswerBytes: MAX_LIST_BYTES,
    },
    circumstances,
  );
  if (!reply.ok) throw new DescribeError(reply.refusal);
  const parsed = reply.answer.ok ? z.object({ value: z.array(schema) }).safeParse(reply.answer.json) : null;
  if (!parsed?.success) throw new DescribeError(dynamicsRefusal(reply.answer, {}, circumstances));
  return parsed.data.value;
}

function choicesOf(
  picklist: z.output<typeof picklistAttribute> | undefined,
  boolean: z.output<typeof booleanAttribute> | undefined,
): NonNullable<TargetField["choices"]> {
  const { TrueOption, FalseOption } = boolean?.OptionSet ?? {};
  const listed = (picklist?.OptionSet ?? picklist?.GlobalOptionSet)?.Options ?? [];
  return [
    ...listed.map(({ Value, Label }) => ({ value: Value, label: labelOf(Label) ?? String(Value) })),
    ...(TrueOption ? [{ value: "true", label: labelOf(TrueOption.Label) ?? "true" }] : []),
    ...(FalseOption ? [{ value: "false", label: labelOf(FalseOption.Label) ?? "false" }] : []),
  ];
}

function labelOf(value: z.output<typeof label>): string | undefined {
  return value?.UserLocalizedLabel?.Label || undefined;
}

function byName<T extends { LogicalName: string }>(columns: T[]): Map<string, T> {
  return new Map(columns.map((column) => [column.LogicalName, column]));
}

function byFieldName(fields: TargetField[]): Map<string, TargetField> {
  return new Map(fields.map((target) => [target.name, target]));
}
