import { z } from "zod";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import { field, firstOf, row, text } from "#connectors/default-rows.ts";
import { DescribeError } from "#connectors/describe-error.ts";
import { type Api, listOf } from "#connectors/pipedrive-api.ts";

/** What a lead, its person and its organization may be given, with the fields the company has added. */
export async function describePipedrive(api: Api): Promise<TargetField[]> {
  const [dealFields, personFields, labels, users] = await Promise.all([
    read(api, "v2/dealFields?limit=500", listOf(fieldSchema)),
    read(api, "v2/personFields?limit=500", listOf(fieldSchema)),
    read(api, "v1/leadLabels", listOf(z.object({ id: z.string(), name: z.string() }))),
    read(api, "v1/users", listOf(z.object({ id: z.number(), name: z.string(), active_flag: z.boolean() }))),
  ]);
  const owners = users.filter((user) => user.active_flag);
  return [
    { ...line("lead_title", "Lead: Title"), required: true },
    choice("lead_label_ids", "Lead: Label", labels),
    choice("lead_owner_id", "Lead: Owner", owners),
    { name: "lead_expected_close_date", label: "Lead: Expected close date", type: "date", required: false },
    // Leads have no custom fields but those of deals.
    ...dealFields.flatMap((given) => customField("lead", "Lead", given)),
    { ...line("person_name", "Person: Name"), required: true },
    { ...line("person_email", "Person: Email"), type: "email" },
    { ...line("person_phone", "Person: Phone"), type: "phone" },
    // There only with contact sync; without it, Pipedrive refuses a person that has one.
    ...(personFields.some(({ field_code }) => field_code === "job_title")
      ? [line("person_job_title", "Person: Job title")]
      : []),
    ...personFields.flatMap((given) => customField("person", "Person", given)),
    line("organization_name", "Organization: Name"),
    { ...line("note", "Lead: Note"), type: "text", maxLength: 20_000 },
  ];
}

/** The lead in Pipedrive's words; a person or organization that is there already keeps what sales wrote. */
export function defaultPipedriveMapping(fields: TargetField[]): MappingRow[] {
  const known = new Set(fields.map(({ name }) => name));
  return DEFAULT_ROWS.filter(({ target }) => known.has(target));
}

const KEPT = { whenExists: "if_blank" } as const;

const DEFAULT_ROWS: MappingRow[] = [
  row("lead_title", [field("action"), text(": "), field("offer_title")], { fallback: [text("Marketplace lead")] }),
  row("person_name", [firstOf(field("full_name"), field("email"))], { fallback: [text("(not given)")], ...KEPT }),
  row("person_email", [field("email")], KEPT),
  row("person_phone", [field("phone")], KEPT),
  row("person_job_title", [field("title")], KEPT),
  row("organization_name", [field("company")], KEPT),
  row("note", [field("description")]),
];

async function read<T>(api: Api, path: string, schema: z.ZodType<T>): Promise<T> {
  const reply = await api({ path }, schema);
  if (!reply.ok) throw new DescribeError(reply.refusal);
  return reply.data;
}

const fieldSchema = z.object({
  field_code: z.string(),
  field_name: z.string(),
  field_type: z.string(),
  options: z.array(z.object({ id: z.union([z.number(), z.string()]), label: z.string() })).nullish(),
});

/** Custom fields have 40 digits for a name. Kinds whose values are more than one word or number are left out. */
function customField(entity: string, prefix: string, given: z.output<typeof fieldSchema>): TargetField[] {
  const known = TYPES.get(given.field_type);
  if (!known || !/^[0-9a-f]{40}$/.test(given.field_code)) return [];
  const choices = (given.options ?? []).map(({ id, label }) => ({ value: id, label }));
  return [
    {
      name: `${entity}_${given.field_code}`,
      label: `${prefix}: ${given.field_name}`,
      required: false,
      ...known,
      ...(known.type === "choice" && { choices }),
    },
  ];
}

/** Lengths: https://developers.pipedrive.com/docs/api/v1/DealFields#addDealField. */
const TYPES = new Map<string, Pick<TargetField, "type" | "maxLength">>([
  ["varchar", { type: "string", maxLength: 255 }],
  ["varchar_auto", { type: "string", maxLength: 255 }],
  ["phone", { type: "phone", maxLength: 255 }],
  ["text", { type: "text", maxLength: 65_000 }],
  ["double", { type: "decimal" }],
  ["int", { type: "int" }],
  ["date", { type: "date" }],
  ["boolean", { type: "bool" }],
  ["enum", { type: "choice" }],
]);

function line(name: string, label: string): TargetField {
  return { name, label, type: "string", required: false, maxLength: 255 };
}

function choice(name: string, label: string, options: { id: string | number; name: string }[]): TargetField {
  const choices = options.map((option) => ({ value: option.id, label: option.name }));
  return { name, label, type: "choice", required: false, choices };
}
