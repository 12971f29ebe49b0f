import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { Connector, Job, Outcome, Refusal, WhenExists } from "#connectors/connector.ts";
import {
  contactUrl,
  type HubspotContext,
  type HubspotCredentials,
  type HubspotSettings,
} from "#connectors/hubspot-api.ts";
import {
  type ContactKey,
  createContact,
  deleteContact,
  findContact,
  type Properties,
  searchContact,
  updateContact,
  upsertContact,
  type Written,
} from "#connectors/hubspot-contacts.ts";
import { defaultContactMapping, describeContact } from "#connectors/hubspot-fields.ts";
import { testHubspot } from "#connectors/hubspot-test.ts";
import { webAddress } from "#connectors/web-address.ts";
import { fieldsToRead } from "#connectors/when-exists.ts";

const settingsSchema = z.strictObject({
  identityProperty: z
    .string()
    .trim()
    .regex(/^([a-z][a-z0-9_]*)?$/, "not_a_property")
    .default(""),
  apiVersion: z.enum(["2026-09", "2026-03"]).default("2026-09"),
  apiUrl: webAddress("not_an_address").default("https://api.hubapi.com"),
});

const credentialsSchema = z.strictObject({
  serviceKey: z
    .string()
    .trim()
    .min(16, "too_short")
    .regex(/^[\x21-\x7e]+$/, "not_a_key")
    // What HubSpot called API key until 2022 is a bare uuid, and old instructions still name it.
    .refine((key) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key), "old_api_key"),
});

/**
 * HubSpot contacts, through the API dated 2026-09 with a service key. In HubSpot a person is one contact, known by the
 * e-mail address: a lead of somebody who is there already fills that contact in, as far as the mapping allows. With
 * `identityProperty`, a property with unique values that holds our id, the contact is found even if its address was
 * changed since, and leads without an address are recognised.
 */
export const hubspot: Connector<HubspotSettings, HubspotCredentials> = {
  type: "hubspot",
  label: "HubSpot",
  mark: "Hs",
  group: "crm",
  form: [
    { key: "serviceKey", kind: "secret", required: true, placeholder: "pat-…" },
    { key: "identityProperty", kind: "text", required: false, placeholder: "marketplace_lead_id", advanced: true },
    {
      key: "apiVersion",
      kind: "choice",
      required: true,
      options: ["2026-09", "2026-03"],
      initial: "2026-09",
      advanced: true,
    },
    { key: "apiUrl", kind: "url", required: true, initial: "https://api.hubapi.com", advanced: true },
  ],
  settingsSchema,
  credentialsSchema,
  summarize: ({ apiUrl }) => new URL(apiUrl).host,
  // The smallest plan allows a key 100 calls in ten seconds, and a delivery takes three where the mapping has rules.
  limits: { concurrency: 1, timeoutMs: 20_000, perMinute: 200 },
  identity: "person",
  updatesExisting: true,

  describe: (context) => describeContact(context, circumstancesOf(context, { attempt: 1, writes: false })),
  defaultMapping: defaultContactMapping,
  test: (context) => testHubspot(context, circumstancesOf(context, { attempt: 1, writes: false })),

  async deliver(context, job) {
    const circumstances = circumstancesOf(context, { attempt: job.attempt, writes: true });
    const key = keyOf(context.settings, job);
    const written = key
      ? await writeContact(context, key, job, circumstances)
      : await createContactOnce(context, job, circumstances);
    return written.ok ? delivered(context, written) : written.refusal;
  },

  async remove(context, { deliveryId, externalId }) {
    const circumstances = circumstancesOf(context, { attempt: 1, writes: false });
    const { identityProperty } = context.settings;
    if (!identityProperty) return externalId ? deleteContact(context, externalId, circumstances) : RECORD_UNKNOWN;
    // A contact that was only filled in does not have our id, and stays.
    const found = await findContact(context, { idProperty: identityProperty, id: deliveryId }, [], circumstances);
    if (!found.ok) return found.refusal;
    return found.contact ? deleteContact(context, found.contact.id, circumstances) : null;
  },
};

const RECORD_UNKNOWN: Refusal = {
  kind: "reject",
  code: "record_unknown",
  message: "HubSpot never said which contact it made",
};

function keyOf({ identityProperty }: HubspotSettings, { deliveryId, values }: Job): ContactKey | null {
  if (identityProperty) return { idProperty: identityProperty, id: deliveryId };
  return values.email ? { idProperty: "email", id: String(values.email) } : null;
}

/** The contact of this key, or else of this address, gets the values; a new one is made if there is neither. */
async function writeContact(
  context: HubspotContext,
  key: ContactKey,
  job: Job,
  circumstances: Circumstances,
): Promise<Written> {
  const properties = propertiesOf(job, context.settings);
  const rules = rulesOf(job, context.settings);
  const names = fieldsToRead({ values: properties, whenExists: rules });
  const read = (known: ContactKey) => findContact(context, known, names, circumstances);

  if (fieldsToRead(job).length > 0) {
    const found = await read(key);
    if (!found.ok) return { ...found, existingId: null };
    if (found.contact) return updateContact(context, found.contact, properties, rules, circumstances);
  }
  const written = await upsertContact(context, { ...key, traceId: job.deliveryId }, properties, circumstances);
  if (written.ok || !written.existingId) return written;

  const existing = await read({ id: written.existingId });
  if (!existing.ok) return { ...existing, existingId: null };
  return existing.contact ? updateContact(context, existing.contact, properties, rules, circumstances) : written;
}

/** New contacts are not found by a search at once: up to 30 seconds, says HubSpot. */
const SEARCH_LAG_MS = 60_000;

/** Without address and key the only way to recognise the contact of a try whose answer was lost is to search for it. */
async function createContactOnce(context: HubspotContext, job: Job, circumstances: Circumstances): Promise<Written> {
  const properties = propertiesOf(job, context.settings);
  if (job.previousUnknown) {
    const found = await searchContact(context, properties, job.firstAttemptAt, circumstances);
    if (!found.ok) return { ...found, existingId: null };
    if (found.contact) return { ok: true, contact: found.contact, created: false };
  }
  const written = await createContact(context, properties, circumstances);
  if (written.ok || written.refusal.kind !== "retry" || !written.refusal.unknown) return written;
  const searchableMs = circumstances.now.getTime() + SEARCH_LAG_MS;
  const retryAt = new Date(Math.max(searchableMs, written.refusal.retryAt?.getTime() ?? 0));
  return { ...written, refusal: { ...written.refusal, retryAt } };
}

async function delivered(
  context: HubspotContext,
  { contact, created }: Extract<Written, { ok: true }>,
): Promise<Outcome> {
  const url = contact.url ?? (await contactUrl(context, contact.id));
  return { kind: "delivered", created, externalId: contact.id, ...(url && { url }) };
}

/** Every value is a text in HubSpot. */
function propertiesOf({ values, deliveryId }: Job, { identityProperty }: HubspotSettings): Properties {
  const texts = Object.entries(values).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(identityProperty ? [...texts, [identityProperty, deliveryId]] : texts);
}

/** A contact keeps its address, which may be another of the same person, and the id of the lead it was made from. */
function rulesOf({ whenExists }: Job, { identityProperty }: HubspotSettings): Record<string, WhenExists> {
  return { ...whenExists, email: "if_blank", ...(identityProperty && { [identityProperty]: "if_blank" }) };
}

function circumstancesOf(
  { credentials, now }: HubspotContext,
  given: Pick<Circumstances, "attempt" | "writes">,
): Circumstances {
  return { ...given, now: now(), secrets: [credentials.serviceKey] };
}
