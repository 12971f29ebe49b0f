import { z } from "zod";
import type { Connector, Job, Outcome, Refusal, TestCheck } from "#connectors/connector.ts";
import { type Api, apiOf, type Lead, leadSchema, listOf } from "#connectors/pipedrive-api.ts";
import { defaultPipedriveMapping, describePipedrive } from "#connectors/pipedrive-fields.ts";
import { findLead, findPerson, keepOrganization, keepPerson, removeLead } from "#connectors/pipedrive-records.ts";
import { webAddress } from "#connectors/web-address.ts";

const settingsSchema = z.strictObject({
  url: webAddress("not_an_address").refine(
    (origin) => !/\/(app|www|api|developers)\.pipedrive\.com$/.test(origin),
    "not_a_company",
  ),
});

const credentialsSchema = z.strictObject({
  apiToken: z
    .string()
    .trim()
    .regex(/^[0-9a-f]{40}$/i, "not_a_token"),
});

type Settings = z.output<typeof settingsSchema>;
type Credentials = z.output<typeof credentialsSchema>;

/**
 * A lead in Pipedrive's Leads Inbox with the person and the organization it belongs to
 * (https://developers.pipedrive.com/docs/api/v1). The lead keeps the delivery's id as its `origin_id`; before a second
 * try the leads are looked through for it.
 */
export const pipedrive: Connector<Settings, Credentials> = {
  type: "pipedrive",
  label: "Pipedrive",
  mark: "Pi",
  group: "crm",
  form: [
    { key: "url", kind: "url", required: true, placeholder: "https://contoso.pipedrive.com" },
    { key: "apiToken", kind: "secret", required: true },
  ],
  settingsSchema,
  credentialsSchema,
  summarize: ({ url }) => new URL(url).host,
  // A delivery is up to a dozen short calls, one after the other.
  limits: { concurrency: 1, timeoutMs: 10_000 },
  identity: "delivery",
  updatesExisting: true,

  describe: (context) => describePipedrive(apiOf(context)),
  defaultMapping: defaultPipedriveMapping,

  async test(context) {
    const api = apiOf(context);
    const me = await api({ path: "v1/users/me" }, z.object({ company_name: z.string(), company_domain: z.string() }));
    if (!me.ok) return { checks: [failed("token", me.refusal)] };
    const { company_name: account, company_domain: domain } = me.data;
    const token: TestCheck = { name: "token", ok: true };
    const company = companyCheck(context.settings, domain);
    if (!company.ok) return { account, checks: [token, company] };

    const leads = await api({ path: "v1/leads?limit=1" }, listOf(leadSchema));
    return {
      account,
      checks: [token, company, leads.ok ? { name: "leads", ok: true } : failed("leads", leads.refusal)],
    };
  },

  async deliver(context, job) {
    const api = apiOf(context, job);
    const person = await findPerson(api, job);
    if (!person.ok) return person.refusal;
    const known = await findLead(api, job, person.data);
    if (!known.ok) return known.refusal;
    if (known.data) return deliverNote(api, job, context.settings, { lead: known.data, created: false });

    const organization = await keepOrganization(api, job);
    if (!organization.ok) return organization.refusal;
    const owner = await keepPerson(api, job, { person: person.data, organizationId: organization.data });
    if (!owner.ok) return owner.refusal;
    const body = leadOf(job, { personId: owner.data, organizationId: organization.data });
    const lead = await api({ method: "POST", path: "v1/leads", body, about: "lead_" }, leadSchema);
    if (!lead.ok) return lead.refusal;
    return deliverNote(api, job, context.settings, { lead: lead.data, created: true });
  },

  remove: (context, record) => removeLead(apiOf(context), record),
};

/** A token works under every company's address, but links made with another company's open nothing. */
function companyCheck({ url }: Settings, domain: string): TestCheck {
  const { hostname } = new URL(url);
  const own = `${domain}.pipedrive.com`;
  return hostname === own || !hostname.endsWith(".pipedrive.com")
    ? { name: "company", ok: true }
    : { name: "company", ok: false, message: own, fix: "other_company" };
}

function failed(name: string, refusal: Refusal): TestCheck {
  return { name, ok: false, message: refusal.message, fix: FIXES.get(refusal.code) ?? fixFor(refusal) };
}

const FIXES = new Map([
  ["unauthorized", "token"],
  ["payment_required", "plan"],
  ["forbidden", "permission"],
  ["private_address", "private"],
  ["not_https", "private"],
  ["dns", "not_pipedrive"],
]);

function fixFor(refusal: Refusal): string {
  return refusal.kind === "retry" && refusal.code !== "not_json" ? "away" : "not_pipedrive";
}

/** Custom fields of a lead stand beside its own, as version 1 of the API has it. */
function leadOf(job: Job, { personId, organizationId }: { personId: number; organizationId: number | null }): object {
  const prefix = "lead_";
  const mapped = Object.entries(job.values).filter(([name]) => name.startsWith(prefix));
  const { label_ids: label, ...values } = Object.fromEntries(
    mapped.map(([name, value]) => [name.slice(prefix.length), value]),
  );
  return {
    ...values,
    ...(label !== undefined && { label_ids: [label] }),
    person_id: personId,
    ...(organizationId !== null && { organization_id: organizationId }),
    origin_id: job.deliveryId,
  };
}

/** The lead is there; its note may still be owed to it, if the last try came no further. */
async function deliverNote(
  api: Api,
  { values: { note } }: Job,
  { url }: Settings,
  { lead, created }: { lead: Lead; created: boolean },
): Promise<Outcome> {
  const delivered = { kind: "delivered" as const, created, externalId: lead.id, url: `${url}/leads/inbox/${lead.id}` };
  if (note === undefined) return delivered;
  if (!created) {
    const notes = await api({ path: `v1/notes?lead_id=${lead.id}&limit=1` }, listOf(z.unknown()));
    if (!notes.ok) return notes.refusal;
    if (notes.data.length > 0) return delivered;
  }
  const body = { content: htmlOf(String(note)), lead_id: lead.id };
  const added = await api({ method: "POST", path: "v1/notes", body, about: "note" }, z.unknown());
  if (added.ok) return delivered;
  return added.refusal.kind === "reject" ? { ...delivered, warnings: [added.refusal.message] } : added.refusal;
}

/** Notes are HTML. */
function htmlOf(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped.replaceAll("\n", "<br>");
}
