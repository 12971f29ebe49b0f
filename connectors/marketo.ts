import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { Connector, Context, HttpAnswer, Job, MadeRecord, Outcome, Refusal } from "#connectors/connector.ts";
import { callMarketo, marketoError } from "#connectors/marketo-api.ts";
import { marketoRefusal } from "#connectors/marketo-errors.ts";
import { defaultMarketoMapping, describePeople } from "#connectors/marketo-fields.ts";
import { testMarketo } from "#connectors/marketo-test.ts";
import { webAddress } from "#connectors/web-address.ts";
import { fieldsToRead, valuesForExisting } from "#connectors/when-exists.ts";

const settingsSchema = z.strictObject({
  // Web Services shows https://123-ABC-456.mktorest.com/rest; the sign-in is beside it, at /identity.
  url: webAddress("not_marketo"),
  clientId: z.string().trim().min(8, "too_short"),
  appUrl: z.union([z.literal(""), webAddress("not_an_address")], "not_an_address").default(""),
  idField: z.string().trim().regex(/^\w*$/, "not_an_api_name").default(""),
  partition: z.string().trim().default(""),
  identityUrl: z.union([z.literal(""), webAddress("not_an_address")], "not_an_address").default(""),
});

const credentialsSchema = z.strictObject({ clientSecret: z.string().trim().min(8, "too_short") });

export type MarketoConnectorSettings = z.output<typeof settingsSchema>;
export type MarketoConnectorCredentials = z.output<typeof credentialsSchema>;
type MarketoContext = Context<MarketoConnectorSettings, MarketoConnectorCredentials>;

/**
 * People of Adobe Marketo Engage, through its REST API. A person is found again by e-mail address, or by a field that
 * keeps the delivery's id, and filled in instead of made twice. Two calls at once for one person would make two
 * (https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/lead-database/leads), so they go one by one.
 */
export const marketo: Connector<MarketoConnectorSettings, MarketoConnectorCredentials> = {
  type: "marketo",
  label: "Marketo Engage",
  mark: "Mk",
  group: "crm",
  form: [
    { key: "url", kind: "url", required: true, placeholder: "https://123-ABC-456.mktorest.com/rest" },
    { key: "clientId", kind: "text", required: true, placeholder: "00000000-0000-0000-0000-000000000000" },
    { key: "clientSecret", kind: "secret", required: true },
    { key: "appUrl", kind: "url", required: false, placeholder: "https://app-ab12.marketo.com", advanced: true },
    { key: "idField", kind: "text", required: false, placeholder: "marketplaceLeadId", advanced: true },
    { key: "partition", kind: "text", required: false, placeholder: "Default", advanced: true },
    {
      key: "identityUrl",
      kind: "url",
      required: false,
      placeholder: "https://123-ABC-456.mktorest.com/identity",
      advanced: true,
    },
  ],
  settingsSchema,
  credentialsSchema,
  summarize: ({ url }) => new URL(url).host,
  // Half of the 100 calls in 20 seconds that all integrations of a subscription share, at two calls for a lead.
  limits: { concurrency: 1, timeoutMs: 30_000, perMinute: 60 },
  identity: "person",
  updatesExisting: true,

  describe: (context) => describePeople(context, circumstancesOf(context, { attempt: 1, writes: false })),
  defaultMapping: defaultMarketoMapping,
  test: (context) => testMarketo(context, circumstancesOf(context, { attempt: 1, writes: false })),

  async deliver(context, job) {
    const circumstances = circumstancesOf(context, { attempt: job.attempt, writes: true });
    const { email } = job.values;
    if (typeof email === "string" && /[^\x20-\x7e]/.test(email)) return NOT_ASCII;

    const key = identityOf(context.settings, job);
    if (!key && job.previousUnknown) return MAY_EXIST;

    let { values } = job;
    const wanted = fieldsToRead(job);
    if (key && wanted.length > 0) {
      const found = await findPerson(context, key, wanted, circumstances);
      if (!found.ok) return found.refusal;
      if (found.person) values = valuesForExisting(job, found.person);
    }
    const body = {
      action: key ? "createOrUpdate" : "createOnly",
      lookupField: key?.field ?? "email",
      ...(context.settings.partition && { partitionName: context.settings.partition }),
      input: [{ ...values, ...(key && { [key.field]: key.value }) }],
    };
    const call = { method: "POST" as const, path: "leads.json", body: JSON.stringify(body) };
    const reply = await callMarketo(context, call, circumstances);
    if (!reply.ok) return reply.refusal;
    return delivered(context.settings, reply.answer) ?? marketoRefusal(reply.answer, job.values, circumstances);
  },

  async remove(context, record) {
    const circumstances = circumstancesOf(context, { attempt: 1, writes: false });
    const id = await idOf(context, record, circumstances);
    if (!id.ok) return id.refusal;
    if (id.id === null) return null;
    const body = JSON.stringify({ input: [{ id: Number(id.id) }] });
    const reply = await callMarketo(context, { method: "POST", path: "leads/delete.json", body }, circumstances);
    if (!reply.ok) return reply.refusal;
    const isGone = marketoError(reply.answer)?.code === LEAD_NOT_FOUND || savedIn(reply.answer)?.status === "deleted";
    return isGone ? null : marketoRefusal(reply.answer, {}, circumstances);
  },
};

const LEAD_NOT_FOUND = "1004";

const NOT_ASCII: Refusal = {
  kind: "reject",
  code: "email_not_ascii",
  message: "Only ASCII characters are supported in the e-mail address",
  fields: [{ field: "email", message: "Only ASCII characters are supported" }],
};

/** Without an e-mail address there is nothing to find the person by that a lost answer may have left behind. */
const MAY_EXIST: Refusal = { kind: "reject", code: "may_exist", message: "The record may have been made" };

const RECORD_UNKNOWN: Refusal = {
  kind: "reject",
  code: "record_unknown",
  message: "Marketo never said which person it made",
};

type Key = { field: string; value: string };

function identityOf({ idField }: MarketoConnectorSettings, { deliveryId, values }: Job): Key | null {
  if (idField) return { field: idField, value: deliveryId };
  return typeof values.email === "string" && values.email !== "" ? { field: "email", value: values.email } : null;
}

function delivered({ appUrl }: MarketoConnectorSettings, answer: HttpAnswer): Outcome | null {
  const saved = savedIn(answer);
  if (saved?.status !== "created" && saved?.status !== "updated") return null;
  const externalId = String(saved.id);
  const url = appUrl && `${appUrl}/leadDatabase/loadLeadDetail?leadId=${externalId}`;
  return { kind: "delivered", created: saved.status === "created", externalId, ...(url && { url }) };
}

const savedSchema = z.object({
  success: z.literal(true),
  result: z.tuple([z.object({ id: z.number(), status: z.string() })]),
});

function savedIn(answer: HttpAnswer): { id: number; status: string } | null {
  const parsed = answer.ok && answer.status === 200 ? savedSchema.safeParse(answer.json) : null;
  return parsed?.success ? parsed.data.result[0] : null;
}

type Found = { ok: true; person: Record<string, unknown> | null } | { ok: false; refusal: Refusal };

/** Of several people with the same key the first: Marketo refuses to update any of them, and says so. */
async function findPerson(
  context: MarketoContext,
  key: Key,
  wanted: string[],
  circumstances: Circumstances,
): Promise<Found> {
  const query = new URLSearchParams({
    filterType: key.field,
    filterValues: key.value,
    fields: ["id", ...wanted].join(","),
  });
  const reading = { ...circumstances, writes: false };
  const reply = await callMarketo(context, { method: "GET", path: `leads.json?${query}` }, reading);
  if (!reply.ok) return reply;
  const parsed = reply.answer.ok && reply.answer.status === 200 ? foundSchema.safeParse(reply.answer.json) : null;
  if (parsed?.success) return { ok: true, person: parsed.data.result[0] ?? null };
  return { ok: false, refusal: marketoRefusal(reply.answer, {}, reading) };
}

const foundSchema = z.object({ success: z.literal(true), result: z.array(z.looseObject({ id: z.number() })) });

async function idOf(
  context: MarketoContext,
  { deliveryId, externalId }: MadeRecord,
  circumstances: Circumstances,
): Promise<{ ok: true; id: string | null } | { ok: false; refusal: Refusal }> {
  const { idField } = context.settings;
  if (externalId) return { ok: true, id: externalId };
  if (!idField) return { ok: false, refusal: RECORD_UNKNOWN };
  const found = await findPerson(context, { field: idField, value: deliveryId }, [], circumstances);
  return found.ok ? { ok: true, id: found.person ? String(found.person.id) : null } : found;
}

function circumstancesOf(
  { credentials, now }: MarketoContext,
  given: Pick<Circumstances, "attempt" | "writes">,
): Circumstances {
  return { ...given, now: now(), secrets: [credentials.clientSecret] };
}
