import { z } from "zod";
import { type Circumstances, classify, notPromised, quoted, type Rule, refusalOf } from "#connectors/classify.ts";
import type { HttpAnswer, Refusal } from "#connectors/connector.ts";

/**
 * What an answer that is no success means: HubSpot's own code first, then the status. The codes are nowhere listed in
 * full; these are of https://developers.hubspot.com/docs/api-reference/latest/error-handling and of bodies that people
 * have published. Limits: https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines.
 */
export function hubspotRefusal(answer: HttpAnswer, circumstances: Circumstances): Refusal {
  const error = hubspotError(answer);
  const base = classify(answer, circumstances) ?? notPromised("not_json", answer, circumstances);
  const byStatus = answer.ok ? RULES_BY_STATUS.get(answer.status) : undefined;
  const rule = byStatus ?? (error && ruleFor(error, answer));
  if (!error && !rule) return base;

  const code = error?.code || byStatus?.code || base.code;
  const message = error ? quoted(error.message, circumstances) : base.message;
  const refusal = rule ? refusalOf(rule, code, message, answer, circumstances) : { ...base, code, message };
  if (refusal.kind === "retry") return withWait(refusal, answer, circumstances);
  return refusal.kind === "reject" ? { ...refusal, ...blamedFields(error) } : refusal;
}

export type HubspotError = {
  /** The most telling of its codes: of the first detail, of the limit that was met, or its category. */
  code: string;
  category: string;
  message: string;
  details: Detail[];
  /** The contact that has the address or key already. */
  existingId: string | null;
};

type Detail = { code: string; message: string; field: string | null };

/** The error an answer carries, whatever its status: alone, or as the first of a batch that was answered with 207. */
export function hubspotError(answer: HttpAnswer): HubspotError | null {
  if (!answer.ok) return null;
  const parsed = z.union([errorSchema, batchSchema]).safeParse(answer.json);
  const error = parsed.success ? ("status" in parsed.data ? parsed.data : parsed.data.errors[0]) : undefined;
  if (!error) return null;

  const details = detailsOf(error);
  const stale = details.find(({ code }) => code === "PROPERTY_DOESNT_EXIST");
  const words = details.length > 0 ? details.map(({ message }) => message).join("; ") : error.message;
  const scopes = error.errors.flatMap(({ context }) => context?.requiredGranularScopes ?? []);
  return {
    code: notUnique(error.message) ?? (stale ?? details[0])?.code ?? (error.policyName || error.category),
    category: error.category,
    message: [words, scopes.join(", "), error.correlationId && `(correlation ${error.correlationId})`]
      .filter(Boolean)
      .join(" "),
    details,
    existingId: /Existing ID: (\d+)/.exec(error.message)?.[1] ?? null,
  };
}

const RULES = new Map<string, Rule>([
  ["PROPERTY_DOESNT_EXIST", { kind: "pause", cause: "config" }],
  ["READ_ONLY_VALUE", { kind: "pause", cause: "config" }],
  ["not_unique_property", { kind: "pause", cause: "config" }],
  ["INVALID_AUTHENTICATION", { kind: "pause", cause: "auth" }],
  ["EXPIRED_AUTHENTICATION", { kind: "pause", cause: "auth" }],
  ["MISSING_SCOPES", { kind: "pause", cause: "permission" }],
  // Deleted or merged between reading and writing: the next try finds what there is now.
  ["OBJECT_NOT_FOUND", { kind: "retry" }],
  ["CONFLICT", { kind: "reject" }],
  ["VALIDATION_ERROR", { kind: "reject" }],
]);

/** Statuses of HubSpot's own: a record that is being written, an account that moves to another data centre. */
const RULES_BY_STATUS = new Map<number, Rule & { code: string }>([
  [423, { kind: "retry", code: "locked" }],
  [429, { kind: "retry", throttle: true, code: "rate_limited" }],
  [477, { kind: "retry", throttle: true, code: "account_moving" }],
]);

function ruleFor({ code, category }: HubspotError, answer: HttpAnswer): Rule | undefined {
  const byCode = RULES.get(code) ?? RULES.get(category);
  // Inside a good status there is nothing else to go by.
  return byCode ?? (answer.ok && answer.status < 300 ? { kind: "reject" } : undefined);
}

/** HubSpot seldom sends Retry-After with 429: then the window of the limit is waited for. */
function withWait(refusal: Extract<Refusal, { kind: "retry" }>, answer: HttpAnswer, { now }: Circumstances): Refusal {
  if (refusal.retryAt || !answer.ok || answer.status !== 429) return refusal;
  const windowMs = Number(answer.headers["x-hubspot-ratelimit-interval-milliseconds"]) || ROLLING_WINDOW_MS;
  const waitMs = refusal.code === "DAILY" ? DAILY_LIMIT_WAIT_MS : windowMs;
  return { ...refusal, retryAt: new Date(now.getTime() + waitMs) };
}

const ROLLING_WINDOW_MS = 10_000;
/** The day ends at midnight in the account's own time zone, which the answer does not tell. */
const DAILY_LIMIT_WAIT_MS = 30 * 60_000;

function blamedFields(error: HubspotError | null): Pick<Extract<Refusal, { kind: "reject" }>, "fields"> {
  const fields = error?.details.flatMap(({ field, message }) => (field ? [{ field, message }] : [])) ?? [];
  return fields.length > 0 ? { fields } : {};
}

/** Said without a code of its own when the property chosen to recognise contacts by does not hold unique values. */
function notUnique(message: string): string | undefined {
  return /by non-unique \S+ property/.test(message) ? "not_unique_property" : undefined;
}

const contextSchema = z
  .object({
    propertyName: z.array(z.string()).optional(),
    requiredGranularScopes: z.array(z.string()).optional(),
    properties: z.array(z.string()).optional(),
  })
  .optional()
  .catch(undefined);

const errorSchema = z.object({
  status: z.literal("error"),
  message: z.string().default(""),
  category: z.string().default(""),
  policyName: z.string().default(""),
  correlationId: z.string().default(""),
  context: contextSchema,
  errors: z
    .array(z.object({ message: z.string().default(""), code: z.string().default(""), context: contextSchema }))
    .default([]),
});

const batchSchema = z.object({ errors: z.array(errorSchema).min(1) });

const embeddedSchema = z.array(
  z.object({ message: z.string().default(""), error: z.string().default(""), name: z.string().nullish() }),
);

/** Details stand in `errors`, and for values also as JSON inside the sentence; in a batch only there. */
function detailsOf({ message, errors, context }: z.output<typeof errorSchema>): Detail[] {
  const listed = errors.flatMap(({ code, message: words, context: about }) =>
    code ? [{ code, message: words, field: about?.propertyName?.[0] ?? null }] : [],
  );
  if (listed.length > 0) return listed;
  const json = /^Property values were not valid: (\[.*\])\s*$/s.exec(message)?.[1];
  const embedded = embeddedSchema.safeParse(json === undefined ? undefined : parseJson(json));
  if (embedded.success) {
    return embedded.data.map(({ error, name, ...rest }) => ({ ...rest, code: error, field: name ?? null }));
  }
  return (context?.properties ?? []).map((field) => ({
    code: "VALIDATION_ERROR",
    message: `${message} (${field})`,
    field,
  }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
