import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { Context, MappingRow, TargetField, TargetFieldType } from "#connectors/connector.ts";
import { field, row } from "#connectors/default-rows.ts";
import { DescribeError } from "#connectors/describe-error.ts";
import { callMarketo, type MarketoCredentials, type MarketoSettings } from "#connectors/marketo-api.ts";
import { marketoRefusal } from "#connectors/marketo-errors.ts";

/** Subscriptions that have grown for years have more than a thousand fields. */
const MAX_LIST_BYTES = 8 * 1024 * 1024;

/**
 * The fields of a person in the words of the subscription
 * (https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/lead-database/leads). Marketo requires
 * none of them and does not tell the choices of any.
 */
export async function describePeople(
  context: Context<MarketoSettings, MarketoCredentials>,
  circumstances: Circumstances,
): Promise<TargetField[]> {
  const call = { method: "GET" as const, path: "leads/describe.json", maxAnswerBytes: MAX_LIST_BYTES };
  const reply = await callMarketo(context, call, circumstances);
  if (!reply.ok) throw new DescribeError(reply.refusal);
  const parsed = reply.answer.ok && reply.answer.status === 200 ? describeSchema.safeParse(reply.answer.json) : null;
  if (!parsed?.success) throw new DescribeError(marketoRefusal(reply.answer, {}, circumstances));

  return parsed.data.result.flatMap(({ displayName, dataType, length, rest }): TargetField[] => {
    const type = TYPES.get(dataType);
    if (!type || !rest) return [];
    return [
      {
        name: rest.name,
        label: displayName,
        type,
        required: false,
        ...(TEXTS.has(type) && length && { maxLength: length }),
        ...(rest.readOnly && { readOnly: true }),
      },
    ];
  });
}

/** Values for what every subscription has; only fields this one has. What people have written stays. */
export function defaultMarketoMapping(fields: TargetField[]): MappingRow[] {
  const known = new Map(fields.map((each) => [each.name, each]));
  return DEFAULT_ROWS.filter(({ target }) => known.has(target) && !known.get(target)?.readOnly);
}

const KEPT = { whenExists: "if_blank" } as const;

const DEFAULT_ROWS: MappingRow[] = [
  row("email", [field("email")]),
  row("firstName", [field("first_name")], KEPT),
  row("lastName", [field("last_name")], KEPT),
  // The company of somebody who is there already cannot be changed by this call.
  row("company", [field("company")], { whenExists: "never" }),
  row("title", [field("title")], KEPT),
  row("phone", [field("phone")], KEPT),
  row("country", [field("country_name")], KEPT),
  row("leadSource", [field("marketplace")], KEPT),
];

/** References to other records and what Marketo works out itself are left out. */
const TYPES = new Map<string, TargetFieldType>([
  ["string", "string"],
  ["text", "text"],
  ["email", "email"],
  ["phone", "phone"],
  ["url", "url"],
  ["integer", "int"],
  ["score", "int"],
  ["percent", "int"],
  ["float", "decimal"],
  ["currency", "decimal"],
  ["boolean", "bool"],
  ["date", "date"],
  ["datetime", "datetime"],
]);

const TEXTS = new Set<TargetFieldType>(["string", "text", "email", "phone", "url"]);

const describeSchema = z.object({
  success: z.literal(true),
  result: z.array(
    z.object({
      displayName: z.string(),
      dataType: z.string(),
      length: z.number().nullish(),
      /** Absent for fields that only other ways reach. */
      rest: z.object({ name: z.string(), readOnly: z.boolean().default(false) }).nullish(),
    }),
  ),
});
