import { z } from "zod";
import type { Job, MadeRecord, Refusal } from "#connectors/connector.ts";
import { type Api, type Lead, leadSchema, listOf, type Reply } from "#connectors/pipedrive-api.ts";
import { valuesForExisting } from "#connectors/when-exists.ts";

const personSchema = z.object({
  id: z.number(),
  name: z.string(),
  org_id: z.number().nullish(),
  emails: z.array(z.object({ value: z.string() })).default([]),
  phones: z.array(z.object({ value: z.string(), label: z.string().optional() })).default([]),
  job_title: z.string().nullish(),
  custom_fields: z.record(z.string(), z.unknown()).default({}),
});

type Person = z.output<typeof personSchema>;

const organizationSchema = z.object({ id: z.number(), name: z.string() });

/** The person with the lead's e-mail, or null. */
export function findPerson(api: Api, job: Job): Promise<Reply<Person | null>> {
  const email = String(job.values.person_email ?? "").toLowerCase();
  return find(api, job, { kind: "persons", by: "email", term: email }, personSchema, ({ emails }) =>
    emails.some(({ value }) => value.toLowerCase() === email),
  );
}

/** The lead an earlier try has made, or null. One that became a deal since is none any more. */
export async function findLead(api: Api, job: Job, person: Person | null): Promise<Reply<Lead | null>> {
  const theirs = person ? [`leads?person_id=${person.id}&`, `leads/archived?person_id=${person.id}&`] : [];
  const lists = [`leads?updated_since=${firstTry(job)}&sort=add_time%20DESC&`, ...theirs];
  for (const list of isRepeat(job) ? lists : []) {
    const leads = await api({ path: `v1/${list}limit=500` }, listOf(leadSchema));
    const lead = leads.ok ? leads.data.find(({ origin_id }) => origin_id === job.deliveryId) : undefined;
    if (!leads.ok) return leads;
    if (lead) return { ok: true, data: lead };
  }
  return NONE;
}

/** The id of the organization with the lead's company name, made if there is none; null when there is no such name. */
export async function keepOrganization(api: Api, job: Job): Promise<Reply<number | null>> {
  const name = String(job.values.organization_name ?? "");
  const known = await find(
    api,
    job,
    { kind: "organizations", by: "name", term: name },
    organizationSchema,
    (found) => found.name.toLowerCase() === name.toLowerCase(),
  );
  if (!known.ok) return known;
  if (known.data || !name) return { ok: true, data: known.data?.id ?? null };
  const body = { name };
  const made = await api(
    { method: "POST", path: "v2/organizations", body, about: "organization_" },
    organizationSchema,
  );
  return made.ok ? { ok: true, data: made.data.id } : made;
}

/** The id of the lead's person: made, or changed where the mapping lets it. */
export async function keepPerson(
  api: Api,
  job: Job,
  { person, organizationId }: { person: Person | null; organizationId: number | null },
): Promise<Reply<number>> {
  const values = {
    ...Object.fromEntries(Object.entries(job.values).filter(([name]) => name.startsWith("person_"))),
    ...(organizationId !== null && { organization_name: organizationId }),
  };
  const changes = person ? changesTo(person, { values, whenExists: job.whenExists }) : values;
  if (person && Object.keys(changes).length === 0) return { ok: true, data: person.id };

  const place = person ? ({ method: "PATCH", path: `v2/persons/${person.id}` } as const) : NEW_PERSON;
  const body = personBody(changes, person?.phones ?? []);
  const kept = await api({ ...place, body, about: "person_" }, personSchema);
  return kept.ok ? { ok: true, data: kept.data.id } : kept;
}

const NEW_PERSON = { method: "POST", path: "v2/persons" } as const;

/** Deletes a lead, and its person and organization if they were made for it and nothing else has come to them since. */
export async function removeLead(api: Api, { deliveryId, externalId }: MadeRecord): Promise<Refusal | null> {
  const found = externalId
    ? await api({ path: `v1/leads/${externalId}` }, leadSchema)
    : await newestLead(api, deliveryId);
  if (!found.ok) return found.isGone ? null : found.refusal;
  if (!found.data) return null;
  const { id, person_id, organization_id, add_time } = found.data;
  return (
    (await remove(api, `v1/leads/${id}`)) ??
    (await removeIfMadeFor(api, add_time, "persons", person_id)) ??
    (await removeIfMadeFor(api, add_time, "organizations", organization_id))
  );
}

const NONE = { ok: true, data: null } as const;

function isRepeat({ attempt, previousUnknown }: Job): boolean {
  return attempt > 1 || previousUnknown;
}

/** With a minute to spare, since our clock is not theirs. */
function firstTry({ firstAttemptAt }: Job): string {
  return new Date(firstAttemptAt.getTime() - 60_000).toISOString().replace(/\.\d+/, "");
}

/**
 * The search matches whole values, whatever their case. It learns of a new record only after some seconds, so that what
 * an earlier try may have made is looked for in the list as well.
 */
async function find<T extends { id: number }>(
  api: Api,
  job: Job,
  { kind, by, term }: { kind: "persons" | "organizations"; by: "email" | "name"; term: string },
  schema: z.ZodType<T>,
  isIt: (record: T) => boolean,
): Promise<Reply<T | null>> {
  if (!term) return NONE;
  const query = new URLSearchParams({ term, fields: by, exact_match: "true", limit: "1" });
  const search = await api({ path: `v2/${kind}/search?${query}` }, searchSchema);
  if (!search.ok) return search;
  const [hit] = search.data.items;
  if (hit) return api({ path: `v2/${kind}/${hit.item.id}` }, schema);
  if (!isRepeat(job)) return NONE;
  const recent = await api({ path: `v2/${kind}?updated_since=${firstTry(job)}&limit=500` }, listOf(schema));
  return recent.ok ? { ok: true, data: recent.data.find(isIt) ?? null } : recent;
}

const searchSchema = z.object({ items: z.array(z.object({ item: z.object({ id: z.number() }) })) });

/** Of the mapped values those that may and would change something. The e-mail is how the person was found. */
function changesTo(person: Person, mapped: Pick<Job, "values" | "whenExists">): Job["values"] {
  const { name, job_title, org_id, phones, custom_fields } = person;
  const current: Record<string, unknown> = {
    ...Object.fromEntries(Object.entries(custom_fields).map(([key, value]) => [`person_${key}`, value])),
    person_name: name,
    person_job_title: job_title,
    person_phone: phones[0]?.value,
    organization_name: org_id,
  };
  const { person_email: _, ...allowed } = valuesForExisting(mapped, current);
  return Object.fromEntries(Object.entries(allowed).filter(([key, value]) => value !== current[key]));
}

/** Custom fields of a person stand in a box of their own, as version 2 of the API has it; old numbers are kept. */
function personBody(
  { person_email: email, person_phone: phone, organization_name: org_id, ...others }: Job["values"],
  phones: Person["phones"],
): object {
  const named = Object.entries(others).map(([name, value]) => [name.slice("person_".length), value] as const);
  const custom = named.filter(([key]) => CUSTOM.test(key));
  const older = phones.filter(({ value }) => value !== phone).map((one) => ({ ...one, primary: false }));
  return {
    ...Object.fromEntries(named.filter(([key]) => !CUSTOM.test(key))),
    ...(org_id !== undefined && { org_id }),
    ...(email !== undefined && { emails: [atWork(email)] }),
    ...(phone !== undefined && { phones: [atWork(phone), ...older] }),
    ...(custom.length > 0 && { custom_fields: Object.fromEntries(custom) }),
  };
}

const CUSTOM = /^[0-9a-f]{40}$/;

function atWork(value: unknown) {
  return { value, primary: true, label: "work" };
}

async function newestLead(api: Api, deliveryId: string): Promise<Reply<Lead | null>> {
  const leads = await api({ path: "v1/leads?sort=add_time%20DESC&limit=500" }, listOf(leadSchema));
  if (!leads.ok) return leads;
  return { ok: true, data: leads.data.find(({ origin_id }) => origin_id === deliveryId) ?? null };
}

async function remove(api: Api, path: string): Promise<Refusal | null> {
  const removed = await api({ method: "DELETE", path }, z.unknown());
  return removed.ok || removed.isGone ? null : removed.refusal;
}

/** Pipedrive does not say who made a record for what: it was for this lead if it is hardly older and nothing else's. */
const MADE_WITHIN_MS = 60_000;

const USES = {
  persons: ["v1/leads?person_id=", "v1/leads/archived?person_id=", "v2/deals?person_id="],
  organizations: [
    "v1/leads?organization_id=",
    "v1/leads/archived?organization_id=",
    "v2/deals?org_id=",
    "v2/persons?org_id=",
  ],
};

async function removeIfMadeFor(
  api: Api,
  leadAddedAt: string,
  kind: "persons" | "organizations",
  id: number | null | undefined,
): Promise<Refusal | null> {
  if (!id) return null;
  const record = await api({ path: `v2/${kind}/${id}` }, z.object({ add_time: z.string() }));
  if (!record.ok) return record.isGone ? null : record.refusal;
  const age = Date.parse(leadAddedAt) - Date.parse(record.data.add_time);
  if (!(age >= 0 && age <= MADE_WITHIN_MS)) return null;
  for (const use of USES[kind]) {
    const users = await api({ path: `${use}${id}&limit=1` }, listOf(z.unknown()));
    if (!users.ok) return users.refusal;
    if (users.data.length > 0) return null;
  }
  return remove(api, `v2/${kind}/${id}`);
}
