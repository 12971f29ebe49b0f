import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { Connector, Context, Job, Refusal } from "#connectors/connector.ts";
import { webAddress } from "#connectors/web-address.ts";
import { fieldsToRead, valuesForExisting } from "#connectors/when-exists.ts";
import { defaultZohoMapping, describeLeads } from "#connectors/zoho-fields.ts";
import { deleteLead, findLead, insertLead, type LeadKey, updateLead, upsertLead } from "#connectors/zoho-leads.ts";
import { testZoho } from "#connectors/zoho-test.ts";

const settingsSchema = z.strictObject({
  url: crmAddress(),
  clientId: z
    .string()
    .trim()
    .regex(/^1000\.\w{10,}$/, "not_a_client_id"),
  idField: z.string().trim().regex(/^\w*$/, "not_an_api_name").default(""),
  automations: z.enum(["run", "skip"]).default("run"),
  accountsUrl: z.union([z.literal(""), webAddress("not_an_address")], "not_an_address").default(""),
});

const credentialsSchema = z.strictObject({
  clientSecret: z.string().trim().min(8, "too_short"),
  refreshToken: z
    .string()
    .trim()
    .regex(/^(1000\.\w{8,}\.\w{8,})?$/, "not_a_refresh_token")
    .default(""),
});

export type ZohoConnectorSettings = z.output<typeof settingsSchema>;
export type ZohoConnectorCredentials = z.output<typeof credentialsSchema>;
type ZohoContext = Context<ZohoConnectorSettings, ZohoConnectorCredentials>;

/**
 * Leads of Zoho CRM, through its API v8. A lead is found again by its e-mail address, or by a unique field of its own
 * that keeps the delivery's id, and filled in instead of made twice
 * (https://www.zoho.com/crm/developer/docs/api/v8/upsert-records.html).
 */
export const zoho: Connector<ZohoConnectorSettings, ZohoConnectorCredentials> = {
  type: "zoho",
  label: "Zoho CRM",
  mark: "Zo",
  group: "crm",
  form: [
    { key: "url", kind: "url", required: true, placeholder: "https://crm.zoho.eu/crm/org20071234567" },
    { key: "clientId", kind: "text", required: true, placeholder: "1000.XXXXXXXXXXXXXXXXXXXXXXXXXXXXXX" },
    { key: "clientSecret", kind: "secret", required: true },
    { key: "refreshToken", kind: "secret", required: false, placeholder: "1000.…" },
    { key: "idField", kind: "text", required: false, placeholder: "Marketplace_Lead_Id", advanced: true },
    { key: "automations", kind: "choice", required: true, options: ["run", "skip"], initial: "run", advanced: true },
    { key: "accountsUrl", kind: "url", required: false, placeholder: "https://accounts.zoho.eu", advanced: true },
  ],
  settingsSchema,
  credentialsSchema,
  summarize: ({ url }) => new URL(url).host,
  limits: { concurrency: 1, timeoutMs: 20_000 },
  identity: "person",
  updatesExisting: true,

  describe: (context) => describeLeads(context, circumstancesOf(context, { attempt: 1, writes: false })),
  defaultMapping: defaultZohoMapping,
  test: (context) => testZoho(context, circumstancesOf(context, { attempt: 1, writes: false })),

  async deliver(context, job) {
    const circumstances = circumstancesOf(context, { attempt: job.attempt, writes: true });
    const key = identityOf(context.settings, job);
    if (!key) return job.previousUnknown ? MAY_EXIST : insertLead(context, job.values, circumstances);

    const wanted = fieldsToRead(job);
    if (wanted.length > 0) {
      const found = await findLead(context, key, wanted, circumstances);
      if (!found.ok) return found.refusal;
      if (found.lead) return updateLead(context, valuesForExisting(job, found.lead), found.lead, circumstances);
    }
    return upsertLead(context, job.values, key, circumstances);
  },

  async remove(context, { deliveryId, externalId }) {
    const circumstances = circumstancesOf(context, { attempt: 1, writes: false });
    const { idField } = context.settings;
    if (externalId) return deleteLead(context, externalId, circumstances);
    if (!idField) return RECORD_UNKNOWN;
    const found = await findLead(context, { field: idField, value: deliveryId }, [], circumstances);
    if (!found.ok) return found.refusal;
    return found.lead && deleteLead(context, found.lead.id, circumstances);
  },
};

/** Without an e-mail address there is nothing to find the record by that a lost answer may have left behind. */
const MAY_EXIST: Refusal = { kind: "reject", code: "may_exist", message: "The record may have been made" };

const RECORD_UNKNOWN: Refusal = {
  kind: "reject",
  code: "record_unknown",
  message: "Zoho CRM never said which lead it made",
};

function identityOf({ idField }: ZohoConnectorSettings, { deliveryId, values }: Job): LeadKey | null {
  if (idField) return { field: idField, value: deliveryId };
  return typeof values.Email === "string" && values.Email !== "" ? { field: "Email", value: values.Email } : null;
}

function circumstancesOf(
  { credentials, now }: ZohoContext,
  given: Pick<Circumstances, "attempt" | "writes">,
): Circumstances {
  const { clientSecret, refreshToken } = credentials;
  return { ...given, now: now(), secrets: [clientSecret, refreshToken].filter(Boolean) };
}

/**
 * What the browser shows while Zoho CRM is open, cut down to where records are: with the number of the organisation if
 * it is there, https://crm.zoho.eu/crm/org20071234567.
 */
function crmAddress() {
  return z
    .string()
    .trim()
    .transform((text) => URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`))
    .refine((url) => url !== null && url.hostname.length > 0 && !url.username, "not_zoho")
    .transform((url) => `${url?.origin}${/^\/crm\/org\d+(?=\/|$)/.exec(url?.pathname ?? "")?.[0] ?? "/crm"}`);
}
