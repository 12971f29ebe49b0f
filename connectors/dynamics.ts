import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { Connector, Context, Job, Outcome } from "#connectors/connector.ts";
import { callDataverse } from "#connectors/dataverse.ts";
import { dynamicsRefusal, isAbsent, isKeyTaken } from "#connectors/dynamics-errors.ts";
import { defaultLeadMapping, describeLead } from "#connectors/dynamics-fields.ts";
import { testDynamics } from "#connectors/dynamics-test.ts";
import { webAddress } from "#connectors/web-address.ts";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const settingsSchema = z.strictObject({
  // Microsoft also shows the address of the Web API, contoso.api.crm4.dynamics.com; pages only open without "api".
  url: webAddress("not_an_organisation").transform((origin) =>
    origin.replace(/\.api\.(crm\d*\.dynamics\.com)$/, ".$1"),
  ),
  tenantId: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, "not_a_tenant"),
  clientId: z.string().trim().regex(GUID, "not_an_application_id"),
  authorityUrl: webAddress("not_an_address").default("https://login.microsoftonline.com"),
  duplicates: z.enum(["keep", "refuse"]).default("keep"),
});

const credentialsSchema = z.strictObject({
  clientSecret: z
    .string()
    .trim()
    .min(8, "too_short")
    // The portal shows the secret's id beside its value, and the id is what people copy.
    .refine((secret) => !GUID.test(secret), "secret_id"),
});

export type DynamicsSettings = z.output<typeof settingsSchema>;
export type DynamicsCredentials = z.output<typeof credentialsSchema>;

/**
 * Dynamics 365 Sales, through the Dataverse Web API 9.2. A lead is created under the delivery's own id with
 * `If-None-Match: *`, so that a second try finds the record instead of making another, and never overwrites what
 * sales have changed in it
 * (https://learn.microsoft.com/power-apps/developer/data-platform/webapi/perform-conditional-operations-using-web-api).
 */
export const dynamics: Connector<DynamicsSettings, DynamicsCredentials> = {
  type: "dynamics",
  label: "Dynamics 365",
  mark: "Dy",
  group: "crm",
  form: [
    { key: "url", kind: "url", required: true, placeholder: "https://contoso.crm4.dynamics.com" },
    { key: "tenantId", kind: "text", required: true, placeholder: "00000000-0000-0000-0000-000000000000" },
    { key: "clientId", kind: "text", required: true, placeholder: "00000000-0000-0000-0000-000000000000" },
    { key: "clientSecret", kind: "secret", required: true },
    { key: "duplicates", kind: "choice", required: true, options: ["keep", "refuse"], initial: "keep", advanced: true },
    { key: "authorityUrl", kind: "url", required: true, initial: "https://login.microsoftonline.com", advanced: true },
  ],
  settingsSchema,
  credentialsSchema,
  summarize: ({ url }) => new URL(url).host,
  limits: { concurrency: 1, timeoutMs: 20_000 },
  identity: "delivery",
  updatesExisting: false,

  describe: (context) => describeLead(context, circumstancesOf(context, { attempt: 1, writes: false })),
  defaultMapping: defaultLeadMapping,
  test: (context) => testDynamics(context, circumstancesOf(context, { attempt: 1, writes: false })),

  async deliver(context, job) {
    const circumstances = circumstancesOf(context, { attempt: job.attempt, writes: true });
    const path = `leads(${job.deliveryId})`;
    const created = await callDataverse(
      context,
      {
        method: "PATCH",
        path,
        headers: { "if-none-match": "*", ...duplicateDetection(context.settings) },
        body: JSON.stringify(job.values),
      },
      circumstances,
    );
    if (!created.ok) return created.refusal;
    if (created.answer.ok && created.answer.status === 204) return delivered(context.settings, job, true);
    if (!isKeyTaken(created.answer)) return dynamicsRefusal(created.answer, job.values, circumstances);

    const found = await callDataverse(context, { method: "GET", path: `${path}?$select=leadid` }, circumstances);
    if (!found.ok) return found.refusal;
    if (found.answer.ok && found.answer.status === 200 && isLead(found.answer.json)) {
      return delivered(context.settings, job, false);
    }
    // Taken, yet not by this id: some other key of the table belongs to another record.
    if (found.answer.ok && found.answer.status === 404) {
      return { kind: "reject", code: "key_taken", message: dynamicsRefusal(created.answer, {}, circumstances).message };
    }
    return dynamicsRefusal(found.answer, {}, circumstances);
  },

  async remove(context, { deliveryId }) {
    const circumstances = circumstancesOf(context, { attempt: 1, writes: false });
    const removed = await callDataverse(context, { method: "DELETE", path: `leads(${deliveryId})` }, circumstances);
    if (!removed.ok) return removed.refusal;
    const isGone = (removed.answer.ok && removed.answer.status === 204) || isAbsent(removed.answer);
    return isGone ? null : dynamicsRefusal(removed.answer, {}, circumstances);
  },
};

function delivered({ url }: DynamicsSettings, { deliveryId }: Job, created: boolean): Outcome {
  return {
    kind: "delivered",
    created,
    externalId: deliveryId,
    url: `${url}/main.aspx?etn=lead&pagetype=entityrecord&id=${deliveryId}`,
  };
}

/** Rules are not looked at unless a request asks for it. */
function duplicateDetection({ duplicates }: DynamicsSettings): Record<string, string> {
  return duplicates === "refuse" ? { "mscrm.suppressduplicatedetection": "false" } : {};
}

function isLead(json: unknown): boolean {
  return z.object({ leadid: z.string() }).safeParse(json).success;
}

function circumstancesOf(
  { credentials, now }: Context<DynamicsSettings, DynamicsCredentials>,
  given: Pick<Circumstances, "attempt" | "writes">,
): Circumstances {
  return { ...given, now: now(), secrets: [credentials.clientSecret] };
}
