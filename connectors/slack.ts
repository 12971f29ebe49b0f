import { z } from "zod";
import { cutTo, MESSAGE_FIELDS, MESSAGE_MAPPING, mayHaveArrived, messageOf } from "#connectors/channel-message.ts";
import { type Circumstances, classify, notPromised, type Rule, refusalOf } from "#connectors/classify.ts";
import type { Connector, Context, HttpAnswer, Job, Refusal, TestCheck } from "#connectors/connector.ts";
import { reachabilityChecks } from "#connectors/reachability.ts";

const settingsSchema = z.strictObject({});

const credentialsSchema = z.strictObject({
  url: z
    .string()
    .trim()
    .refine((url) => /^https?:$/.test(URL.parse(url)?.protocol ?? ""), "not_an_address")
    // Webhooks of Workflow Builder start a workflow with variables of its own; they post no message by themselves.
    .refine((url) => !/^\/(workflows|triggers)\//.test(URL.parse(url)?.pathname ?? ""), "workflow_address")
    .refine((url) => /^\/services\/./.test(URL.parse(url)?.pathname ?? "/services/."), "not_a_webhook"),
});

type Settings = z.output<typeof settingsSchema>;
type Credentials = z.output<typeof credentialsSchema>;

/**
 * A message in one Slack channel, through an incoming webhook
 * (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). Its address is the credential: whoever
 * has it may post. Slack knows no identity for messages, so one whose answer was lost may be there or not.
 */
export const slack: Connector<Settings, Credentials> = {
  type: "slack",
  label: "Slack",
  mark: "Sl",
  group: "team",
  form: [{ key: "url", kind: "secret", required: true, placeholder: "https://hooks.slack.com/services/…" }],
  settingsSchema,
  credentialsSchema,
  summarize: () => "hooks.slack.com",
  // One message a second for a webhook: https://docs.slack.dev/apis/web-api/rate-limits
  limits: { concurrency: 1, timeoutMs: 20_000, perMinute: 60 },
  identity: "none",
  updatesExisting: false,

  async describe() {
    return MESSAGE_FIELDS;
  },

  defaultMapping: () => MESSAGE_MAPPING,

  /** Slack looks at the webhook first and then at the message, so an empty one tells whether it would be posted. */
  async test(context) {
    const answer = await post(context, { text: "" });
    const circumstances = circumstancesOf(context, answer, { attempt: 1, writes: false });
    const reachable = reachabilityChecks(answer);
    return { checks: answer.ok ? [...reachable, webhookCheck(answer, circumstances)] : reachable };
  },

  async deliver(context, job) {
    const answer = await post(context, slackMessage(job.values));
    if (answer.ok && answer.status === 200 && answer.text.trim() === "ok") return { kind: "delivered", created: true };
    return slackRefusal(answer, circumstancesOf(context, answer, { attempt: job.attempt, writes: true }));
  },
};

/**
 * Sizes: header 150, field 2,000, section 3,000 (https://docs.slack.dev/reference/block-kit/blocks). `verbatim` keeps
 * Slack from making links and mentions of what a lead has written.
 */
export function slackMessage(values: Job["values"]) {
  const { headline, facts, words, link } = messageOf(values);
  const title = cutTo(headline, 150, escapeForSlack);
  return {
    text: title,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: "header" as const, text: plain(title) },
      ...(facts.length > 0
        ? [
            {
              type: "section" as const,
              fields: facts.map((fact) => markdown(`*${fact.title}*\n${cutTo(fact.text, 1_900, escapeForSlack)}`)),
            },
          ]
        : []),
      ...(words ? [{ type: "section" as const, text: markdown(cutTo(words, 3_000, escapeForSlack)) }] : []),
      ...(link
        ? [{ type: "actions" as const, elements: [{ type: "button" as const, text: plain("Open lead"), url: link }] }]
        : []),
    ],
  };
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escapeForSlack(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function plain(text: string) {
  return { type: "plain_text" as const, text, emoji: false };
}

function markdown(text: string) {
  return { type: "mrkdwn" as const, text, verbatim: true };
}

function post(context: Context<Settings, Credentials>, message: object): Promise<HttpAnswer> {
  return context.http({
    method: "POST",
    url: context.credentials.url,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(message),
    redact: secretsOf(context),
  });
}

/**
 * Errors are words in a text body
 * (https://api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks).
 */
function slackRefusal(answer: HttpAnswer, circumstances: Circumstances): Refusal {
  const base = classify(answer, circumstances) ?? notPromised("not_json", answer, circumstances);
  const code = codeOf(answer);
  const rule = RULES.get(code);
  return rule ? refusalOf(rule, code, base.message, answer, circumstances) : base;
}

function codeOf(answer: HttpAnswer): string {
  return answer.ok ? answer.text.trim() : "";
}

const RULES = new Map<string, Rule>([
  ["invalid_payload", { kind: "reject" }],
  ["invalid_blocks", { kind: "reject" }],
  ["invalid_blocks_format", { kind: "reject" }],
  ["no_text", { kind: "reject" }],
  ["missing_text_or_fallback_or_attachments", { kind: "reject" }],
  ["invalid_token", { kind: "pause", cause: "auth" }],
  ["no_service", { kind: "pause", cause: "auth" }],
  ["no_service_id", { kind: "pause", cause: "auth" }],
  ["no_active_hooks", { kind: "pause", cause: "auth" }],
  ["no_team", { kind: "pause", cause: "auth" }],
  ["team_disabled", { kind: "pause", cause: "auth" }],
  ["action_prohibited", { kind: "pause", cause: "permission" }],
  ["posting_to_general_channel_denied", { kind: "pause", cause: "permission" }],
  ["channel_not_found", { kind: "pause", cause: "config" }],
  ["channel_is_archived", { kind: "pause", cause: "config" }],
]);

const EMPTY_MESSAGE = new Set(["no_text", "missing_text", "missing_text_or_fallback_or_attachments"]);

function webhookCheck(answer: HttpAnswer, circumstances: Circumstances): TestCheck {
  if (answer.ok && answer.status === 400 && EMPTY_MESSAGE.has(codeOf(answer))) return { name: "webhook", ok: true };
  const refusal = slackRefusal(answer, circumstances);
  return { name: "webhook", ok: false, message: refusal.message, fix: webhookFix(refusal) };
}

function webhookFix(refusal: Refusal): string {
  if (!RULES.has(refusal.code)) return refusal.kind === "retry" && refusal.code !== "not_json" ? "away" : "not_slack";
  if (refusal.kind !== "pause") return "not_slack";
  return { auth: "revoked", permission: "prohibited", config: "channel", quota: "prohibited" }[refusal.cause];
}

function circumstancesOf(
  context: Context<Settings, Credentials>,
  answer: HttpAnswer,
  { attempt, writes }: Pick<Circumstances, "attempt" | "writes">,
): Circumstances {
  return { attempt, now: context.now(), writes: writes && mayHaveArrived(answer), secrets: secretsOf(context) };
}

/** The path first: what is left of the address then still tells where it leads. */
function secretsOf({ credentials: { url } }: Context<Settings, Credentials>): string[] {
  const path = new URL(url).pathname.slice(1);
  return [path, url, ...path.split("/").filter((part) => part.length >= 8 && part !== "services")];
}
