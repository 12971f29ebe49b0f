import { createHmac } from "node:crypto";
import { z } from "zod";
import { type Circumstances, classify, notPromised, PATIENCE_ATTEMPTS, refusalOf } from "#connectors/classify.ts";
import type { Connector, Context, HttpAnswer, Job, Refusal, TargetField } from "#connectors/connector.ts";
import { reachabilityChecks } from "#connectors/reachability.ts";
import { newSigningSecret, signingKey } from "#connectors/signing-secret.ts";

const settingsSchema = z.strictObject({
  url: z
    .string()
    .trim()
    .refine((url) => /^https?:$/.test(URL.parse(url)?.protocol ?? ""), "not_an_address")
    .refine((url) => !URL.parse(url)?.username, "credentials_in_address"),
  body: z.enum(["standard", "microsoft"]),
});

const credentialsSchema = z.strictObject({
  secret: z
    .string()
    .trim()
    .default("")
    .transform((secret) => secret || newSigningSecret())
    .refine((secret) => signingKey(secret) !== null, "not_a_signing_secret"),
  authorization: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e][\x20-\x7e]{6,3999}$/, "not_a_header_value")
    .or(z.literal(""))
    .default(""),
});

type Settings = z.output<typeof settingsSchema>;
type Credentials = z.output<typeof credentialsSchema>;

/**
 * Any HTTPS address, signed as Standard Webhooks 1.0.0 asks (https://www.standardwebhooks.com): the receiver can check
 * who sent it and, by `webhook-id`, that it has not taken the lead before. Body `microsoft` passes Microsoft's JSON on
 * byte for byte, so that flows built from Microsoft's instructions keep working.
 */
export const webhook: Connector<Settings, Credentials> = {
  type: "webhook",
  label: "HTTPS webhook",
  mark: { icon: "webhook" },
  group: "data",
  form: [
    { key: "url", kind: "url", required: true, placeholder: "https://example.com/leads" },
    { key: "body", kind: "choice", required: true, options: ["standard", "microsoft"], initial: "standard" },
    { key: "secret", kind: "secret", required: false, placeholder: "whsec_…", generate: "whsec" },
    { key: "authorization", kind: "secret", required: false, placeholder: "Bearer …", advanced: true },
  ],
  settingsSchema,
  credentialsSchema,
  summarize: ({ url }) => new URL(url).host,
  limits: { concurrency: 1, timeoutMs: 20_000 },
  identity: "delivery",
  updatesExisting: false,

  async describe({ settings }) {
    return settings.body === "microsoft" ? [] : FIELDS;
  },

  defaultMapping(fields) {
    return fields.map(({ name }) => ({ target: name, value: [{ kind: "field", field: name }], fallback: [] }));
  },

  async test(context) {
    const answer = await context.http({ method: "HEAD", url: context.settings.url, redact: secretsOf(context) });
    return { checks: reachabilityChecks(answer), account: webhook.summarize(context.settings) };
  },

  async deliver(context, job) {
    const { body, contentType } = bodyOf(context.settings, job);
    const timestamp = Math.floor(context.now().getTime() / 1000);
    const secrets = secretsOf(context);
    const answer = await context.http({
      method: "POST",
      url: context.settings.url,
      headers: {
        "content-type": contentType,
        "webhook-id": job.deliveryId,
        "webhook-timestamp": String(timestamp),
        "webhook-signature": sign(context.credentials.secret, job.deliveryId, timestamp, body),
        ...(context.credentials.authorization && { authorization: context.credentials.authorization }),
      },
      body,
      redact: secrets,
    });
    const circumstances = { attempt: job.attempt, now: context.now(), writes: true, secrets };
    return refusalFrom(answer, circumstances) ?? { kind: "delivered", created: null };
  },
};

/** `v1,` and base64 of HMAC-SHA256 over id, timestamp and the exact bytes of the body. */
export function sign(secret: string, id: string, timestamp: number, body: Uint8Array): string {
  const key = signingKey(secret);
  if (!key) throw new Error("A webhook destination is stored with something that is no signing secret");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64")}`;
}

function bodyOf(settings: Settings, job: Job): { body: Uint8Array; contentType: string } {
  if (settings.body === "microsoft") {
    return { body: job.original.body, contentType: job.original.contentType || "application/json" };
  }
  const event = { type: "lead.received", timestamp: job.receivedAt.toISOString(), data: job.values };
  return { body: Buffer.from(JSON.stringify(event)), contentType: "application/json" };
}

/**
 * Receivers use statuses loosely, so everything is tried again except 410, with which Standard Webhooks says "never
 * again". An address that keeps refusing whoever knocks is held until somebody has looked at it.
 */
function refusalFrom(answer: HttpAnswer, circumstances: Circumstances): Refusal | null {
  const base = classify(answer, circumstances);
  if (!base) return isSignInPage(answer) ? notPromised("login_page", answer, circumstances) : null;
  if (!answer.ok || base.code === "gone") return base;
  if (base.kind === "retry") return THROTTLING.has(answer.status) ? { ...base, throttle: true } : base;
  if (base.kind === "pause" && circumstances.attempt >= PATIENCE_ATTEMPTS) return base;
  return refusalOf({ kind: "retry" }, base.code, base.message, answer, circumstances);
}

/** Standard Webhooks counts a gateway that cannot reach its receiver as a sign of overload. */
const THROTTLING = new Set([429, 502, 503, 504]);

function isSignInPage(answer: HttpAnswer): boolean {
  return answer.ok && /^\s*<(!doctype|html)/i.test(answer.text) && /type=["']?password/i.test(answer.text);
}

/** The address itself often is a credential: Power Automate's `sig`, the path of a Zapier or Make hook. */
function secretsOf({ settings, credentials }: Context<Settings, Credentials>): string[] {
  const { pathname, searchParams } = new URL(settings.url);
  const parts = [...pathname.split("/"), ...searchParams.values()].filter((part) => part.length >= 16);
  const words = credentials.authorization.split(" ").filter((word) => word.length > "Bearer".length);
  return [credentials.secret, credentials.secret.slice("whsec_".length), ...words, ...parts];
}

/** Named like what a mapping may take from a lead, so the mapping to start with is one to one. */
const FIELDS: TargetField[] = [
  ..."number lead_url received_at action action_code marketplace lead_source offer_title offer_id publisher".split(" "),
  ..."first_name last_name email phone country country_code company title message description".split(" "),
].map((name) => ({ name, label: name, type: "string", required: false }));
