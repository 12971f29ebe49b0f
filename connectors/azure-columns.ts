import { z } from "zod";
import type { Job, MappingRow, TargetField, TargetFieldType } from "#connectors/connector.ts";
import { field, row } from "#connectors/default-rows.ts";

/**
 * A column of a table takes 64 KiB of UTF-16
 * (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model).
 */
export const MAX_COLUMN_LENGTH = 32_000;

const COLUMNS: [name: string, lead: string, type?: TargetFieldType][] = [
  ["FirstName", "first_name"],
  ["LastName", "last_name"],
  ["Email", "email", "email"],
  ["Phone", "phone", "phone"],
  ["Country", "country"],
  ["CountryCode", "country_code"],
  ["Company", "company"],
  ["Title", "title"],
  ["OfferTitle", "offer_title"],
  ["OfferId", "offer_id"],
  ["Publisher", "publisher"],
  ["Marketplace", "marketplace"],
  ["Action", "action"],
  ["ActionCode", "action_code"],
  ["LeadSource", "lead_source"],
  ["Description", "description", "text"],
  ["CreatedTime", "received_at", "datetime"],
  ["LeadNumber", "number"],
  ["LeadUrl", "lead_url", "url"],
];

/**
 * Storage knows no columns before something is written, so these are ours: the names of Microsoft's request, its
 * UserDetails spread out, and what Buzón makes of it; then those the admin names. `Raw` is what Microsoft sent, whole.
 */
export function azureFields({ columns }: { columns: string }): TargetField[] {
  const own = COLUMNS.map(([name, , type = "string"]) => column(name, type));
  const known = new Set(own.map(({ name }) => name));
  const named = listed(columns).filter((name) => !known.has(name));
  const raw: TargetField = { name: "Raw", label: "Raw", type: "text", required: false, readOnly: true };
  return [...own, ...named.map((name) => column(name, "string")), raw];
}

/** Names of further columns; those of Azure and `Raw` are taken. */
export const furtherColumns = z
  .string()
  .transform(listed)
  .pipe(
    z
      .array(z.string().regex(/^(?!(PartitionKey|RowKey|Timestamp|Raw)$)[A-Za-z_]\w{0,254}$/, "not_columns"))
      .max(200, "not_columns"),
  )
  .transform((names) => names.join(", "))
  .default("");

function listed(names: string): string[] {
  return [...new Set(names.split(/[\s,;]+/).filter(Boolean))];
}

function column(name: string, type: TargetFieldType): TargetField {
  return { name, label: name, type, required: false, ...(type !== "datetime" && { maxLength: MAX_COLUMN_LENGTH }) };
}

export const AZURE_MAPPING: MappingRow[] = COLUMNS.map(([name, lead]) => row(name, [field(lead)]));

/** What Microsoft sent, as text. */
export function rawText({ original }: Pick<Job, "original">): string {
  return new TextDecoder().decode(original.body);
}
