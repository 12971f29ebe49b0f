import { z } from "zod";
import { type Circumstances, quoted } from "#connectors/classify.ts";
import type { Connector, HttpAnswer, Job, Outcome, Refusal } from "#connectors/connector.ts";
import {
  recordUrl,
  type SalesforceContext,
  type SalesforceCredentials,
  type SalesforceSettings,
} from "#connectors/salesforce-api.ts";
import { type SalesforceError, salesforceErrors, salesforceRefusal } from "#connectors/salesforce-errors.ts";
import { defaultLeadMapping, describeLeadFields } from "#connectors/salesforce-fields.ts";
import {
  createLead,
  deleteLead,
  findByDelivery,
  findLead,
  hasNoIdField,
  upsertLead,
} from "#connectors/salesforce-leads.ts";
import { testSalesforce } from "#connectors/salesforce-test.ts";
import { webAddress } from "#connectors/web-address.ts";

const settingsSchema = z.strictObject({
  url: webAddress("not_an_address")
    .transform(myDomain)
    // These sign people in; the flow for applications exists on the organisation's own domain only.
    .refine((url) => !/\/\/(login|test)\.salesforce\.com$/.test(url), "login_address"),
  clientId: z
    .string()
    .trim()
    .min(16, "not_a_consumer_key")
    .regex(/^[\x21-\x7e]+$/, "not_a_consumer_key"),
  duplicates: z.enum(["save", "existing", "refuse"]).default("save"),
  externalIdField: z
    .string()
    .trim()
    .regex(/^[A-Za-z]\w*__c$/, "not_a_custom_field")
    .default("Marketplace_Lead_Id__c"),
});

const credentialsSchema = z.strictObject({ clientSecret: z.string().trim().min(16, "too_short") });

/**
 * Salesforce leads, through the REST API with the client credentials flow. A lead is created under the delivery's id in
 * an external id field. An organisation without the field works too: then a try whose answer was lost is looked up by
 * what the lead says before anything is created. A lead that is there already is never changed: it belongs to sales.
 */
export const salesforce: Connector<SalesforceSettings, SalesforceCredentials> = {
  type: "salesforce",
  label: "Salesforce",
  mark: "Sf",
  group: "crm",
  form: [
    { key: "url", kind: "url", required: true, placeholder: "https://contoso.my.salesforce.com" },
    { key: "clientId", kind: "text", required: true, placeholder: "3MVG9…" },
    { key: "clientSecret", kind: "secret", required: true },
    {
      key: "duplicates",
      kind: "choice",
      required: true,
      options: ["save", "existing", "refuse"],
      initial: "save",
      advanced: true,
    },
    { key: "externalIdField", kind: "text", required: true, initial: "Marketplace_Lead_Id__c", advanced: true },
  ],
  settingsSchema,
  credentialsSchema,
  summarize: ({ url }) => new URL(url).host,
  // One at a time: leads that are saved together lock the same rows of their campaign or account.
  limits: { concurrency: 1, timeoutMs: 20_000 },
  identity: "delivery",
  updatesExisting: false,

  describe: (context) => describeLeadFields(context, circumstancesOf(context, { attempt: 1, writes: false })),
  defaultMapping: defaultLeadMapping,
  test: (context) => testSalesforce(context, circumstancesOf(context, { attempt: 1, writes: false })),

  async deliver(context, job) {
    const circumstances = circumstancesOf(context, { attempt: job.attempt, writes: true });
    // The upsert of a lead that is there would overwrite what sales have changed in it.
    if (job.attempt > 1 || job.previousUnknown) {
      const found = await findLead(context, job, circumstances);
      if (!found.ok) return found.refusal;
      if (found.id) return delivered(context, found.id, false);
    }
    const upserted = await upsertLead(context, job, circumstances);
    if (!upserted.ok) return upserted.refusal;
    if (!hasNoIdField(upserted.answer)) return outcomeOf(context, job, upserted.answer, circumstances);

    const created = await createLead(context, job, circumstances);
    return created.ok ? outcomeOf(context, job, created.answer, circumstances) : created.refusal;
  },

  async remove(context, { deliveryId, externalId }) {
    const circumstances = circumstancesOf(context, { attempt: 1, writes: false });
    const found = await findByDelivery(context, deliveryId, circumstances);
    // Without the field, only the id that was noted tells whose lead it is.
    if (found === "no_field") return externalId ? deleteLead(context, externalId, circumstances) : RECORD_UNKNOWN;
    if (!found.ok) return found.refusal;
    return found.id ? deleteLead(context, found.id, circumstances) : null;
  },
};

const RECORD_UNKNOWN: Refusal = {
  kind: "reject",
  code: "record_unknown",
  message: "Salesforce never said which lead it made",
};

/** Only an upsert tells whether it created. */
const savedSchema = z.object({ id: z.string().min(1), success: z.literal(true), created: z.boolean().default(true) });

async function outcomeOf(
  context: SalesforceContext,
  job: Job,
  answer: HttpAnswer,
  circumstances: Circumstances,
): Promise<Outcome> {
  const saved = answer.ok && [200, 201].includes(answer.status) ? savedSchema.safeParse(answer.json) : null;
  if (saved?.success) return delivered(context, saved.data.id, saved.data.created);

  const [error] = salesforceErrors(answer);
  if (error && THERE_BUT_UNCHANGEABLE.has(error.code)) {
    return { kind: "delivered", created: null, warnings: [quoted(error.message, circumstances)] };
  }
  if (error && isMatchEnough(context.settings, error)) {
    const { id, type } = error.match;
    return { ...delivered(context, id, false, type), warnings: [quoted(error.message, circumstances)] };
  }
  if (error?.code === "DUPLICATE_VALUE") {
    const found = await findByDelivery(context, job.deliveryId, circumstances);
    if (found !== "no_field" && found.ok && found.id) return delivered(context, found.id, false);
  }
  return salesforceRefusal(answer, circumstances);
}

/** The lead has our id, and sales have taken it further. */
const THERE_BUT_UNCHANGEABLE = new Set(["CANNOT_UPDATE_CONVERTED_LEAD", "ENTITY_IS_DELETED"]);

function isMatchEnough(
  { duplicates }: SalesforceSettings,
  error: SalesforceError,
): error is SalesforceError & { match: NonNullable<SalesforceError["match"]> } {
  return duplicates === "existing" && error.code === "DUPLICATES_DETECTED" && error.match !== null;
}

function delivered(context: SalesforceContext, id: string, created: boolean, type?: string): Delivered {
  return { kind: "delivered", created, externalId: id, url: recordUrl(context.settings, id, type) };
}

type Delivered = Extract<Outcome, { kind: "delivered" }>;

/** Pages of Lightning and of Setup have addresses of their own; the API answers under My Domain only. */
function myDomain(url: string): string {
  return url.replace(/\.(lightning\.force|my\.salesforce-setup)\.com$/, ".my.salesforce.com");
}

function circumstancesOf(
  { credentials, now }: SalesforceContext,
  given: Pick<Circumstances, "attempt" | "writes">,
): Circumstances {
  return { ...given, now: now(), secrets: [credentials.clientSecret] };
}
