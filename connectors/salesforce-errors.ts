import { z } from "zod";
import { type Circumstances, classify, notPromised, quoted, type Rule, refusalOf } from "#connectors/classify.ts";
import type { HttpAnswer, Refusal } from "#connectors/connector.ts";

/**
 * What an answer that is no success means: Salesforce's own code first, then the status. Codes:
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm, limits:
 * https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_api.htm.
 */
export function salesforceRefusal(answer: HttpAnswer, circumstances: Circumstances): Refusal {
  if (answer.ok && answer.status === 300) return { kind: "reject", code: "several_records", message: "HTTP 300" };
  const errors = salesforceErrors(answer);
  const [error] = errors;
  const base = classify(answer, circumstances) ?? notPromised("not_json", answer, circumstances);
  if (!error) return base;

  const { code } = error;
  const message = quoted(errors.map((each) => each.message || each.code).join("; "), circumstances);
  const rule = ruleFor(error) ?? (base.code === "not_json" ? ({ kind: "reject" } as const) : undefined);
  const refusal = rule ? refusalOf(rule, code, message, answer, circumstances) : { ...base, code, message };
  if (code === "REQUEST_LIMIT_EXCEEDED" && refusal.kind === "retry" && !refusal.retryAt) {
    return { ...refusal, retryAt: new Date(circumstances.now.getTime() + QUOTA_WAIT_MS) };
  }
  return refusal.kind === "reject" ? { ...refusal, ...blamedFields(errors) } : refusal;
}

export type SalesforceError = {
  code: string;
  message: string;
  fields: string[];
  /** The record that a duplicate rule found, if the user may see it. */
  match: { id: string; type: string } | null;
};

/** The errors an answer carries, whatever its status: as an array, or beside `success: false`. */
export function salesforceErrors(answer: HttpAnswer): SalesforceError[] {
  const parsed = answer.ok ? errorsSchema.safeParse(answer.json) : null;
  return parsed?.success ? parsed.data : [];
}

/** The quota is counted over the last 24 hours, so that it comes back little by little; no answer says when. */
const QUOTA_WAIT_MS = 15 * 60_000;

const RULES = new Map<string, Rule>([
  ["INVALID_SESSION_ID", { kind: "pause", cause: "auth" }],
  ["INVALID_FIELD", { kind: "pause", cause: "config" }],
  ["INVALID_FIELD_FOR_INSERT_UPDATE", { kind: "pause", cause: "config" }],
  ["INVALID_TYPE", { kind: "pause", cause: "config" }],
  ["NOT_FOUND", { kind: "pause", cause: "config" }],
  ["API_DISABLED_FOR_ORG", { kind: "pause", cause: "permission" }],
  ["API_CURRENTLY_DISABLED", { kind: "pause", cause: "permission" }],
  ["STORAGE_LIMIT_EXCEEDED", { kind: "pause", cause: "quota" }],
  // Comes with 403 although it passes.
  ["REQUEST_LIMIT_EXCEEDED", { kind: "retry", throttle: true }],
  // Comes with 400 although the same lead is taken a moment later.
  ["UNABLE_TO_LOCK_ROW", { kind: "retry" }],
  ["QUERY_TIMEOUT", { kind: "retry" }],
  ["SERVER_UNAVAILABLE", { kind: "retry", throttle: true }],
  ["UNKNOWN_EXCEPTION", { kind: "retry", unknown: true }],
]);

function ruleFor({ code, message }: SalesforceError): Rule | undefined {
  if (code.startsWith("INSUFFICIENT_ACCESS")) return { kind: "pause", cause: "permission" };
  // A trigger of the organisation ran into the lock.
  return RULES.get(message.includes("UNABLE_TO_LOCK_ROW") ? "UNABLE_TO_LOCK_ROW" : code);
}

function blamedFields(errors: SalesforceError[]): Pick<Extract<Refusal, { kind: "reject" }>, "fields"> {
  const fields = errors.flatMap(({ fields: names, message }) => names.map((field) => ({ field, message })));
  return fields.length > 0 ? { fields } : {};
}

const duplicateSchema = z.object({
  matchResults: z.array(
    z.object({
      entityType: z.string().regex(/^\w+$/),
      matchRecords: z.array(z.object({ record: z.object({ Id: z.string().regex(/^\w{15,18}$/) }) })),
    }),
  ),
});

const errorSchema = z
  .object({
    errorCode: z.string().optional(),
    statusCode: z.string().optional(),
    message: z.string().default(""),
    fields: z.array(z.string()).default([]),
    // Salesforce misspells the key in answers of its REST API; either way is read.
    duplicateResut: duplicateSchema.optional().catch(undefined),
    duplicateResult: duplicateSchema.optional().catch(undefined),
  })
  .transform(({ errorCode, statusCode, message, fields, duplicateResut, duplicateResult }): SalesforceError => {
    const found = (duplicateResut ?? duplicateResult)?.matchResults.find(({ matchRecords }) => matchRecords.length > 0);
    const id = found?.matchRecords[0]?.record.Id;
    const match = found && id ? { id, type: found.entityType } : null;
    return { code: errorCode ?? statusCode ?? "", message, fields, match };
  });

const errorsSchema = z.union([
  z.array(errorSchema).min(1),
  z.object({ success: z.literal(false), errors: z.array(errorSchema).min(1) }).transform(({ errors }) => errors),
]);
