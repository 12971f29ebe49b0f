import type { leads } from "#db/schema.ts";
import { countryName } from "#features/mappings/write-country.ts";

/** A lead as far as a mapping may look at it. Plain values, so that the editor can map it in the browser. */
export type MappableLead = Pick<
  typeof leads.$inferSelect,
  | "number"
  | "firstName"
  | "lastName"
  | "email"
  | "phone"
  | "country"
  | "countryCode"
  | "company"
  | "title"
  | "leadSource"
  | "actionCode"
  | "action"
  | "marketplace"
  | "offerTitle"
  | "offerId"
  | "publisher"
  | "description"
  | "message"
  | "receivedAt"
  | "campaign"
  | "extra"
> & {
  /** The lead's page in Buzón. */
  url: string;
};

/**
 * The text a lead has under this name, or an empty text. Words are English whoever looks, because what a CRM stores
 * must not depend on the language of a person. Unknown names are empty: a parameter one lead has, another lacks.
 */
export function leadValue(lead: MappableLead, name: string): string {
  const read = READERS.get(name);
  if (read) return read(lead) ?? "";
  if (name.startsWith(CAMPAIGN)) return textOf(ownValue(lead.campaign, name.slice(CAMPAIGN.length)));
  if (name.startsWith(EXTRA)) return textOf(ownValue(lead.extra, name.slice(EXTRA.length)));
  return "";
}

/** Keys come from outside: "__proto__" is one like any other. */
function ownValue(record: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Parameters of the listing link, and keys Microsoft added that Buzón does not know. */
const CAMPAIGN = "campaign.";
const EXTRA = "extra.";

/** As Microsoft sent them. */
const FROM_LEAD = {
  first_name: (lead) => lead.firstName,
  last_name: (lead) => lead.lastName,
  email: (lead) => lead.email,
  phone: (lead) => lead.phone,
  country: (lead) => lead.country,
  company: (lead) => lead.company,
  title: (lead) => lead.title,
  offer_title: (lead) => lead.offerTitle,
  action_code: (lead) => lead.actionCode,
  lead_source: (lead) => lead.leadSource,
  description: (lead) => lead.description,
} satisfies Record<string, Reader>;

/** As Buzón understood them. */
const WORKED_OUT = {
  full_name: (lead) => [lead.firstName, lead.lastName].filter(Boolean).join(" "),
  action: (lead) => (lead.action === "other" ? lead.actionCode : wordFor(ACTIONS, lead.action)),
  marketplace: (lead) => wordFor(MARKETPLACES, lead.marketplace),
  country_code: (lead) => lead.countryCode,
  country_name: (lead) => (lead.countryCode ? countryName(lead.countryCode) : lead.country),
  contact_summary: (lead) => [lead.title, lead.company].filter(Boolean).join(" at "),
  offer_id: (lead) => lead.offerId,
  publisher: (lead) => lead.publisher,
  message: (lead) => lead.message,
  received_at: (lead) => lead.receivedAt.toISOString(),
  number: (lead) => `L-${lead.number}`,
  lead_url: (lead) => lead.url,
} satisfies Record<string, Reader>;

type Reader = (lead: MappableLead) => string | null | undefined;

const READERS = new Map<string, Reader>(Object.entries({ ...FROM_LEAD, ...WORKED_OUT }));

export type LeadValueName = keyof typeof FROM_LEAD | keyof typeof WORKED_OUT;

/** What the picker offers, in its order; `campaign.<key>` and `extra.<key>` come on top as leads bring them. */
export const LEAD_VALUE_GROUPS = { lead: keys(FROM_LEAD), worked_out: keys(WORKED_OUT) };

export const LEAD_VALUE_NAMES: ReadonlySet<string> = new Set(READERS.keys());

/** The words `action` and `marketplace` can have, for tables that say what each becomes. */
export function wordsOf(name: string): string[] {
  if (name === "action") return [...ACTIONS.values()];
  return name === "marketplace" ? [...MARKETPLACES.values()] : [];
}

const ACTIONS = new Map([
  ["contact", "Contact request"],
  ["install", "Install"],
  ["test_drive", "Test drive"],
  ["purchase", "Purchase"],
  ["dnc", "Do not contact"],
]);

const MARKETPLACES = new Map([
  ["appsource", "AppSource"],
  ["azure_marketplace", "Azure Marketplace"],
  ["azure_portal", "Azure portal"],
  ["test_drive", "Test drive"],
]);

function wordFor(words: Map<string, string>, code: string | null): string | null {
  return code === null ? null : (words.get(code) ?? code);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function keys<Name extends string>(record: Record<Name, Reader>): Name[] {
  const names: Name[] = [];
  for (const name in record) names.push(name);
  return names;
}
