import { z } from "zod";
import type { Reply } from "#connectors/call-with-token.ts";
import type { Circumstances } from "#connectors/classify.ts";
import type { HttpAnswer, Job, Refusal } from "#connectors/connector.ts";
import { callSalesforce, type SalesforceContext, type SalesforceSettings } from "#connectors/salesforce-api.ts";
import { salesforceErrors, salesforceRefusal } from "#connectors/salesforce-errors.ts";

/**
 * Creates the lead under our id, or updates the one that has it
 * (https://developer.salesforce.com/docs/platform/api-rest/guide/dome-upsert.html). The field itself must not stand in
 * the body.
 */
export function upsertLead(context: SalesforceContext, job: Job, circumstances: Circumstances): Promise<Reply> {
  const { externalIdField } = context.settings;
  const path = `sobjects/Lead/${externalIdField}/${job.deliveryId}`;
  return callSalesforce(
    context,
    { method: "PATCH", path, headers: duplicateRules(context), body: job.values },
    circumstances,
  );
}

/** Creates a lead that does not carry our id. */
export function createLead(context: SalesforceContext, job: Job, circumstances: Circumstances): Promise<Reply> {
  const path = "sobjects/Lead";
  return callSalesforce(
    context,
    { method: "POST", path, headers: duplicateRules(context), body: job.values },
    circumstances,
  );
}

/** To an upsert, the answer of an organisation without the field, or whose user must not see it. */
export function hasNoIdField(answer: HttpAnswer): boolean {
  return answer.ok && answer.status === 404 && salesforceErrors(answer)[0]?.code === "NOT_FOUND";
}

export type FoundLead = { ok: true; id: string | null } | { ok: false; refusal: Refusal };

/** The lead an earlier try has made: the one with our id, or without such a field one that is the same in all but that. */
export async function findLead(context: SalesforceContext, job: Job, circumstances: Circumstances): Promise<FoundLead> {
  const byId = await findByDelivery(context, job.deliveryId, circumstances);
  if (byId !== "no_field") return byId;
  const known = COMPARED.flatMap((name) => {
    const value = job.values[name];
    return typeof value === "string" && value !== "" ? [`${name} = ${literal(value)}`] : [];
  });
  if (known.length === 0) return { ok: true, id: null };
  const since = new Date(job.firstAttemptAt.getTime() - CLOCK_TOLERANCE_MS).toISOString();
  return (await query(context, [...known, `CreatedDate >= ${since}`].join(" AND "), circumstances)).found;
}

/** Asked with a query, because a wrong field and a lead that is not there get the same answer under its address. */
export async function findByDelivery(
  context: SalesforceContext,
  deliveryId: string,
  circumstances: Circumstances,
): Promise<FoundLead | "no_field"> {
  const { externalIdField } = context.settings;
  const { found, code } = await query(context, `${externalIdField} = ${literal(deliveryId)}`, circumstances);
  return code === "INVALID_FIELD" ? "no_field" : found;
}

/** Null when it is gone. */
export async function deleteLead(
  context: SalesforceContext,
  id: string,
  circumstances: Circumstances,
): Promise<Refusal | null> {
  const path = `sobjects/Lead/${encodeURIComponent(id)}`;
  const reply = await callSalesforce(context, { method: "DELETE", path }, circumstances);
  if (!reply.ok) return reply.refusal;
  const isGone = ["NOT_FOUND", "ENTITY_IS_DELETED"].includes(salesforceErrors(reply.answer)[0]?.code ?? "");
  return isGone || (reply.answer.ok && reply.answer.status === 204)
    ? null
    : salesforceRefusal(reply.answer, circumstances);
}

/** Of the fields a lead may be looked up by, those that tell people apart. Long texts cannot be filtered. */
const COMPARED = ["Email", "FirstName", "LastName", "Company"];

/** Salesforce's clock may go behind ours. Longer, and two leads of one person could be taken for one. */
const CLOCK_TOLERANCE_MS = 5_000;

/**
 * Rules that only warn are passed with this header, and block without it. Rules that block cannot be passed
 * (https://developer.salesforce.com/docs/platform/api-rest/guide/headers-duplicaterules.html).
 */
function duplicateRules({ settings }: { settings: SalesforceSettings }): Record<string, string> {
  return settings.duplicates === "save" ? { "sforce-duplicate-rule-header": "allowSave=true" } : {};
}

async function query(
  context: SalesforceContext,
  condition: string,
  circumstances: Circumstances,
): Promise<{ found: FoundLead; code?: string }> {
  const path = `query?${new URLSearchParams({ q: `SELECT Id FROM Lead WHERE ${condition} LIMIT 1` })}`;
  const reading = { ...circumstances, writes: false };
  const reply = await callSalesforce(context, { method: "GET", path }, reading);
  if (!reply.ok) return { found: reply };
  const { answer } = reply;
  const parsed = answer.ok && answer.status === 200 ? recordsSchema.safeParse(answer.json) : null;
  if (parsed?.success) return { found: { ok: true, id: parsed.data.records[0]?.Id ?? null } };
  const code = salesforceErrors(answer)[0]?.code;
  return { found: { ok: false, refusal: salesforceRefusal(answer, reading) }, ...(code && { code }) };
}

const recordsSchema = z.object({ records: z.array(z.object({ Id: z.string() })) });

/** A text of SOQL; lead values are hostile. */
function literal(value: string): string {
  const escaped = value.replace(/[\\']/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `'${escaped}'`;
}
