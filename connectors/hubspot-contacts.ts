import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { HttpAnswer, Refusal, WhenExists } from "#connectors/connector.ts";
import { callHubspot, contactsPath, type HubspotContext } from "#connectors/hubspot-api.ts";
import { hubspotError, hubspotRefusal } from "#connectors/hubspot-errors.ts";
import { valuesForExisting } from "#connectors/when-exists.ts";

/** What a contact is found by: a property with unique values, or its own id when `idProperty` is left out. */
export type ContactKey = { idProperty?: string; id: string };
export type Properties = Record<string, string>;
export type Contact = { id: string; url?: string | undefined; properties: Record<string, string | null> };

type Failed = { ok: false; refusal: Refusal };
export type Found = { ok: true; contact: Contact | null } | Failed;
/** `existingId`: not written, because this contact has the address already. */
export type Written = { ok: true; contact: Contact; created: boolean } | (Failed & { existingId: string | null });

/** Reads the named properties. By batch, because there the e-mail address stands in the body and not in a URL. */
export async function findContact(
  context: HubspotContext,
  { idProperty, id }: ContactKey,
  properties: string[],
  circumstances: Circumstances,
): Promise<Found> {
  const answer = await callHubspot(context, {
    method: "POST",
    path: `${contactsPath(context.settings)}/batch/read`,
    body: { ...(idProperty && { idProperty }), properties, propertiesWithHistory: [], inputs: [{ id }] },
  });
  const found = resultsOf(answer);
  if (found?.[0]) return { ok: true, contact: found[0] };
  const isAbsent = found && (hubspotError(answer)?.category ?? "OBJECT_NOT_FOUND") === "OBJECT_NOT_FOUND";
  return isAbsent ? { ok: true, contact: null } : failed(answer, { ...circumstances, writes: false });
}

/**
 * Creates the contact or overwrites the properties of the one with this key
 * (https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts/batch/upsert-contacts). With a trace id
 * the answer tells of errors inside a 207.
 */
export async function upsertContact(
  context: HubspotContext,
  { traceId, ...key }: ContactKey & { traceId: string },
  properties: Properties,
  circumstances: Circumstances,
): Promise<Written> {
  const answer = await callHubspot(context, {
    method: "POST",
    path: `${contactsPath(context.settings)}/batch/upsert`,
    body: { inputs: [{ ...key, objectWriteTraceId: traceId, properties }] },
  });
  const [contact] = resultsOf(answer) ?? [];
  return contact ? { ok: true, contact, created: contact.new === true } : notWritten(answer, circumstances);
}

/** Creates a contact under no key of ours. */
export async function createContact(
  context: HubspotContext,
  properties: Properties,
  circumstances: Circumstances,
): Promise<Written> {
  const answer = await callHubspot(context, {
    method: "POST",
    path: contactsPath(context.settings),
    body: { properties },
  });
  const contact = oneContact(answer, 201);
  return contact ? { ok: true, contact, created: true } : notWritten(answer, circumstances);
}

/** Writes what the rules allow on a contact that was read before; nothing to write, no call. */
export async function updateContact(
  context: HubspotContext,
  contact: Contact,
  properties: Properties,
  rules: Record<string, WhenExists>,
  circumstances: Circumstances,
): Promise<Written> {
  const allowed = valuesForExisting({ values: properties, whenExists: rules }, contact.properties);
  if (Object.keys(allowed).length === 0) return { ok: true, contact, created: false };
  const answer = await callHubspot(context, {
    method: "PATCH",
    path: `${contactsPath(context.settings)}/${encodeURIComponent(contact.id)}`,
    body: { properties: allowed },
  });
  const updated = oneContact(answer, 200);
  return updated ? { ok: true, contact: updated, created: false } : notWritten(answer, circumstances);
}

/** A contact made since then that has exactly these properties. */
export async function searchContact(
  context: HubspotContext,
  properties: Properties,
  since: Date,
  circumstances: Circumstances,
): Promise<Found> {
  const names = SEARCHED.filter((name) => properties[name]);
  if (names.length === 0) return { ok: true, contact: null };
  const filters = [
    { propertyName: "createdate", operator: "GTE", value: String(since.getTime() - CLOCK_TOLERANCE_MS) },
    ...names.map((propertyName) => ({ propertyName, operator: "EQ", value: properties[propertyName] })),
  ];
  const answer = await callHubspot(context, {
    method: "POST",
    path: `${contactsPath(context.settings)}/search`,
    body: { filterGroups: [{ filters }], properties: ["createdate"], limit: 1 },
  });
  const found = resultsOf(answer);
  return found ? { ok: true, contact: found[0] ?? null } : failed(answer, { ...circumstances, writes: false });
}

/** HubSpot's clock may go behind ours. Longer, and two leads of one person could be taken for one. */
const CLOCK_TOLERANCE_MS = 5_000;

/** A group of filters may hold six; phone numbers are left out because HubSpot rewrites them. */
const SEARCHED = ["firstname", "lastname", "company", "jobtitle"];

/** Null when it is gone. Deleted contacts stay in HubSpot's recycling bin for 90 days. */
export async function deleteContact(
  context: HubspotContext,
  id: string,
  circumstances: Circumstances,
): Promise<Refusal | null> {
  const path = `${contactsPath(context.settings)}/${encodeURIComponent(id)}`;
  const answer = await callHubspot(context, { method: "DELETE", path });
  const isGone = answer.ok && (answer.status === 204 || answer.status === 404);
  return isGone ? null : hubspotRefusal(answer, { ...circumstances, writes: false });
}

const contactSchema = z.object({
  id: z.string().min(1),
  new: z.boolean().optional(),
  url: z.string().startsWith("https://").optional().catch(undefined),
  properties: z.record(z.string(), z.string().nullable()).default({}),
});

function resultsOf(answer: HttpAnswer): z.output<typeof contactSchema>[] | null {
  if (!answer.ok || answer.status < 200 || answer.status > 299) return null;
  const parsed = z.object({ results: z.array(contactSchema) }).safeParse(answer.json);
  return parsed.success ? parsed.data.results : null;
}

function oneContact(answer: HttpAnswer, status: number): Contact | null {
  const parsed = answer.ok && answer.status === status ? contactSchema.safeParse(answer.json) : null;
  return parsed?.success ? parsed.data : null;
}

function failed(answer: HttpAnswer, circumstances: Circumstances): Failed {
  return { ok: false, refusal: hubspotRefusal(answer, circumstances) };
}

function notWritten(answer: HttpAnswer, circumstances: Circumstances): Written {
  return { ...failed(answer, circumstances), existingId: hubspotError(answer)?.existingId ?? null };
}
