/** What one tick of the export dialog brings into the file. `number`, `do_not_contact` and `test` always come. */
export const COLUMN_GROUPS = {
  name: ["first_name", "last_name"],
  email: ["email"],
  phone: ["phone"],
  company: ["company"],
  title: ["job_title"],
  country: ["country", "country_code"],
  offer: ["offer_title", "publisher", "offer_id"],
  action: ["action", "action_code", "marketplace", "lead_source"],
  received: ["received_at", "received_local", "time_zone"],
  status: ["status", "close_reason", "owner", "tags", "follow_up_on"],
  message: ["message", "campaign"],
  notes: ["notes"],
  forwarding: ["forwarding"],
  raw: ["raw"],
} as const;

export type ColumnGroup = keyof typeof COLUMN_GROUPS;
export type ExportColumn = (typeof COLUMN_GROUPS)[ColumnGroup][number] | "number" | "do_not_contact" | "test";

export const COLUMN_GROUP_NAMES = [
  "name",
  "email",
  "phone",
  "company",
  "title",
  "country",
  "offer",
  "action",
  "received",
  "status",
  "message",
  "notes",
  "forwarding",
  "raw",
] as const satisfies readonly ColumnGroup[];

export const DEFAULT_GROUPS: readonly ColumnGroup[] = COLUMN_GROUP_NAMES.slice(0, 10);

/** In the file's order. */
export function exportColumns(groups: readonly ColumnGroup[]): ExportColumn[] {
  const chosen = COLUMN_GROUP_NAMES.filter((group) => groups.includes(group));
  return ["number", ...chosen.flatMap((group) => COLUMN_GROUPS[group]), "do_not_contact", "test"];
}

export const EXPORT_KINDS = ["spreadsheet", "program", "xlsx", "jsonl"] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];
