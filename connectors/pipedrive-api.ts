import { z } from "zod";
import { type Circumstances, classify, notPromised, quoted, type Rule, refusalOf } from "#connectors/classify.ts";
import type { Context, HttpAnswer, HttpRequest, Job, Refusal } from "#connectors/connector.ts";

/** One call: what it asked for, or why not. `isGone`: there is nothing at this path. */
export type Api = <T>(call: Call, schema: z.ZodType<T>) => Promise<Reply<T>>;

export type Reply<T> = { ok: true; data: T } | { ok: false; refusal: Refusal; isGone: boolean };

type Call = {
  method?: "POST" | "PATCH" | "DELETE";
  /** From the version on: "v2/persons/1". */
  path: string;
  body?: object;
  /** The names of the mapped values that are in the body begin with this. */
  about?: string;
};

export const leadSchema = z.object({
  id: z.string(),
  origin_id: z.string().nullish(),
  person_id: z.number().nullish(),
  organization_id: z.number().nullish(),
  add_time: z.string(),
});

export type Lead = z.output<typeof leadSchema>;

/** Version 1 answers an empty list with null. */
export function listOf<T>(schema: z.ZodType<T>) {
  return z
    .array(schema)
    .nullable()
    .transform((list) => list ?? []);
}

/** Lists of fields with their options run to some hundred kilobytes. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/** Leads, notes and users still are version 1, all else version 2: https://pipedrive.readme.io/docs/pipedrive-api-v2. */
export function apiOf(
  { settings, credentials, http, now }: Context<{ url: string }, { apiToken: string }>,
  { attempt, values }: Pick<Job, "attempt" | "values"> = { attempt: 1, values: {} },
): Api {
  return async ({ method, path, body, about }, schema) => {
    const request: HttpRequest = {
      method: method ?? "GET",
      url: `${settings.url}/api/${path}`,
      headers: {
        accept: "application/json",
        "x-api-token": credentials.apiToken,
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
      redact: [credentials.apiToken],
      maxAnswerBytes: MAX_ANSWER_BYTES,
    };
    const answer = await http(request);
    const isGood = answer.ok && answer.status >= 200 && answer.status <= 299;
    const parsed = isGood ? z.object({ success: z.literal(true), data: schema }).safeParse(answer.json) : null;
    if (parsed?.success) return { ok: true, data: parsed.data.data };

    const names = Object.keys(values).filter((name) => about !== undefined && name.startsWith(about));
    const circumstances = { attempt, now: now(), writes: method !== undefined, secrets: [credentials.apiToken] };
    const isGone = answer.ok && answer.status === 404;
    return { ok: false, refusal: pipedriveRefusal(answer, names, circumstances), isGone };
  };
}

/**
 * Statuses: https://pipedrive.readme.io/docs/core-api-concepts-http-status-codes. Their text may change at any time
 * (https://pipedrive.readme.io/docs/core-api-concepts-responses); the one code to rely on is that of a plan's limit.
 */
function pipedriveRefusal(answer: HttpAnswer, names: string[], circumstances: Circumstances): Refusal {
  const base = classify(answer, circumstances) ?? notPromised("not_json", answer, circumstances);
  if (!answer.ok || base.code === "not_json") return base;
  if (answer.status === 429) return throttled(answer, base, circumstances);

  const error = errorSchema.safeParse(answer.json).data;
  // Whoever calls on after a 429 is shut out for a while, with a page of Cloudflare's.
  if (answer.status === 403 && !error) return refusalOf(THROTTLE, "rate_limited", base.message, answer, circumstances);
  if (!error) return base;
  const message = quoted(error.error, circumstances);
  // A person or an organization that was deleted a moment after it was found; the next try finds or makes another.
  if (answer.status === 404) return refusalOf({ kind: "retry" }, "record_gone", message, answer, circumstances);
  const { code = "" } = error;
  if (code.startsWith("feature_capping_")) return { kind: "pause", cause: "quota", code, message };
  return base.kind === "reject" ? { ...base, message, ...blamed(names, message) } : { ...base, message };
}

const errorSchema = z.object({ success: z.literal(false), error: z.string(), code: z.string().optional() });

const THROTTLE: Rule = { kind: "retry", throttle: true };

/** The burst of two seconds is over at `x-ratelimit-reset`; a day's tokens come back at a midnight we do not know. */
function throttled(answer: Extract<HttpAnswer, { ok: true }>, base: Refusal, { now }: Circumstances): Refusal {
  const isDaySpent = answer.headers["x-daily-ratelimit-token-remaining"] === "0";
  const seconds = isDaySpent ? DAY_SPENT_SECONDS : Number(answer.headers["x-ratelimit-reset"]);
  const code = isDaySpent ? "daily_budget" : base.code;
  if (base.kind !== "retry" || base.retryAt || !(seconds > 0)) return { ...base, code };
  return { ...base, code, retryAt: new Date(now.getTime() + seconds * 1000) };
}

const DAY_SPENT_SECONDS = 60 * 60;

/** The error names a field by its key: "name", "emails", forty digits. */
function blamed(names: string[], message: string): Pick<Extract<Refusal, { kind: "reject" }>, "fields"> {
  const fields = names.filter((name) => new RegExp(`\\b${name.replace(/^[a-z]+_/, "")}s?\\b`).test(message));
  return fields.length > 0 ? { fields: fields.map((field) => ({ field, message })) } : {};
}
