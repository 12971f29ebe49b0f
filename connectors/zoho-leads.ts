import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { Context, HttpAnswer, Job, Outcome, Refusal } from "#connectors/connector.ts";
import { callZoho, type ZohoCredentials, type ZohoSettings, zohoError } from "#connectors/zoho-api.ts";
import { CONVERTED, zohoRefusal } from "#connectors/zoho-errors.ts";

type LeadContext = Context<ZohoSettings & { automations: "run" | "skip" }, ZohoCredentials>;

export type LeadKey = { field: string; value: string };
export type FoundLead = { id: string } & Record<string, unknown>;

/** The one with this key, or a new one (https://www.zoho.com/crm/developer/docs/api/v8/upsert-records.html). */
export function upsertLead(
  context: LeadContext,
  values: Job["values"],
  key: LeadKey,
  circumstances: Circumstances,
): Promise<Outcome> {
  const call = { method: "POST" as const, path: "Leads/upsert", body: { duplicate_check_fields: [key.field] } };
  return save(context, call, { ...values, [key.field]: key.value }, circumstances);
}

export function insertLead(
  context: LeadContext,
  values: Job["values"],
  circumstances: Circumstances,
): Promise<Outcome> {
  return save(context, { method: "POST", path: "Leads" }, values, circumstances);
}

/** Calls nobody when there is nothing to change. */
export async function updateLead(
  context: LeadContext,
  values: Job["values"],
  { id }: FoundLead,
  circumstances: Circumstances,
): Promise<Outcome> {
  if (Object.keys(values).length === 0) return delivered(context, id, false);
  return save(context, { method: "PUT", path: `Leads/${id}` }, values, circumstances);
}

/** By a query, which sees what was saved a moment ago; Zoho's search does not. */
export async function findLead(
  context: LeadContext,
  key: LeadKey,
  wanted: string[],
  circumstances: Circumstances,
): Promise<{ ok: true; lead: FoundLead | null } | { ok: false; refusal: Refusal }> {
  const select_query = `select ${["id", ...wanted].join(", ")} from Leads where ${key.field} = '${escaped(key.value)}' order by Created_Time desc limit 1`;
  const reading = { ...circumstances, writes: false };
  const call = { method: "POST" as const, path: "coql", body: JSON.stringify({ select_query }) };
  const reply = await callZoho(context, call, reading);
  if (!reply.ok) return reply;
  if (reply.answer.ok && reply.answer.status === 204) return { ok: true, lead: null };
  const parsed = reply.answer.ok && reply.answer.status === 200 ? foundSchema.safeParse(reply.answer.json) : null;
  if (parsed?.success) return { ok: true, lead: parsed.data.data[0] ?? null };
  return { ok: false, refusal: zohoRefusal(reply.answer, {}, reading) };
}

/** Null when it is gone, also if it was gone before. */
export async function deleteLead(
  context: LeadContext,
  id: string,
  circumstances: Circumstances,
): Promise<Refusal | null> {
  const reply = await callZoho(context, { method: "DELETE", path: `Leads/${id}` }, circumstances);
  if (!reply.ok) return reply.refusal;
  // The id is the only thing in the request that could be invalid.
  const isGone = zohoError(reply.answer)?.code === "INVALID_DATA" || savedIn(reply.answer) !== null;
  return isGone ? null : zohoRefusal(reply.answer, {}, circumstances);
}

type Saving = { method: "POST" | "PUT"; path: string; body?: { duplicate_check_fields: string[] } };

async function save(
  context: LeadContext,
  { method, path, body }: Saving,
  values: Job["values"],
  circumstances: Circumstances,
): Promise<Outcome> {
  const trigger = context.settings.automations === "run" ? ["workflow", "approval", "blueprint"] : [];
  const call = { method, path, body: JSON.stringify({ data: [withZohoTimes(values)], ...body, trigger }) };
  const reply = await callZoho(context, call, circumstances);
  if (!reply.ok) return reply.refusal;
  const saved = savedIn(reply.answer);
  if (saved) return delivered(context, saved.id, method === "POST" && saved.action !== "update");
  const error = zohoError(reply.answer);
  if (error && CONVERTED.has(error.code)) {
    return { kind: "delivered", created: null, warnings: [zohoRefusal(reply.answer, {}, circumstances).message] };
  }
  return zohoRefusal(reply.answer, values, circumstances);
}

function delivered({ settings: { url } }: LeadContext, id: string, created: boolean): Outcome {
  return { kind: "delivered", created, externalId: id, url: `${url}/tab/Leads/${id}` };
}

const savedSchema = z.object({
  data: z.tuple([
    z.object({ status: z.literal("success"), action: z.string().nullish(), details: z.object({ id: z.string() }) }),
  ]),
});

function savedIn(answer: HttpAnswer): { id: string; action: string | null } | null {
  const parsed = answer.ok && answer.status >= 200 && answer.status <= 299 ? savedSchema.safeParse(answer.json) : null;
  if (!parsed?.success) return null;
  const [{ action = null, details }] = parsed.data.data;
  return { id: details.id, action };
}

const foundSchema = z.object({ data: z.array(z.looseObject({ id: z.string() })) });

function escaped(value: string): string {
  return value.replace(/[\\']/g, "\\$&");
}

/** Zoho takes 2026-11-22T10:00:00+00:00, but neither milliseconds nor a Z. */
function withZohoTimes(values: Job["values"]): Job["values"] {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" ? value.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z$/, "$1+00:00") : value,
    ]),
  );
}
