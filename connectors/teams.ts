import { z } from "zod";
import { cutTo, MESSAGE_FIELDS, MESSAGE_MAPPING, mayHaveArrived, messageOf } from "#connectors/channel-message.ts";
import { type Circumstances, classify, notPromised, quoted, type Rule, refusalOf } from "#connectors/classify.ts";
import type { Connector, Context, HttpAnswer, Job, Refusal } from "#connectors/connector.ts";
import { reachabilityChecks } from "#connectors/reachability.ts";

const settingsSchema = z.strictObject({});

const credentialsSchema = z.strictObject({
  url: z
    .string()
    .trim()
    .refine((url) => /^https?:$/.test(URL.parse(url)?.protocol ?? ""), "not_an_address")
    .refine((url) => !isRetired(URL.parse(url)?.hostname ?? ""), "retired_connector")
    .refine((url) => URL.parse(url)?.pathname.includes("/workflows/") ?? true, "not_a_workflow"),
});

type Settings = z.output<typeof settingsSchema>;
type Credentials = z.output<typeof credentialsSchema>;

/**
 * A card in one Teams channel or chat, through a workflow made from the template "Post to a channel when a webhook
 * request is received"
 * (https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using). Its address is
 * the credential. The workflow takes a card before it posts it, so taken is all that is ever known.
 */
export const teams: Connector<Settings, Credentials> = {
  type: "teams",
  label: "Microsoft Teams",
  mark: "Te",
  group: "team",
  form: [{ key: "url", kind: "secret", required: true, placeholder: "https://….api.powerplatform.com/…/workflows/…" }],
  settingsSchema,
  credentialsSchema,
  summarize: () => "Workflows",
  // Teams documents 4 a second, 60 in 30 seconds and 100 an hour; the hour is left to its 429.
  limits: { concurrency: 1, timeoutMs: 20_000, perMinute: 60 },
  identity: "none",
  updatesExisting: false,

  async describe() {
    return MESSAGE_FIELDS;
  },

  defaultMapping: () => MESSAGE_MAPPING,

  /** A workflow cannot be asked whether it would run without running it: only its address is tried. */
  async test(context) {
    const { url } = context.credentials;
    return { checks: reachabilityChecks(await context.http({ method: "HEAD", url, redact: secretsOf(context) })) };
  },

  async deliver(context, job) {
    const answer = await context.http({
      method: "POST",
      url: context.credentials.url,
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(teamsMessage(job.values)),
      redact: secretsOf(context),
    });
    const refusal = refusalFrom(answer, {
      attempt: job.attempt,
      now: context.now(),
      writes: mayHaveArrived(answer),
      secrets: secretsOf(context),
    });
    return refusal ?? { kind: "delivered", created: null };
  },
};

/**
 * Teams takes 28 KB; the caps of the fields keep a card under 20 KB whatever is in them. Text of leads stands in text
 * runs, which know no Markdown: escapes in text blocks come out differently on every kind of client
 * (https://github.com/MicrosoftDocs/msteams-docs/issues/5793).
 */
export function teamsMessage(values: Job["values"]) {
  const { headline, facts, words, link } = messageOf(values);
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          msteams: { width: "Full" },
          body: [
            paragraph({ text: cutTo(headline, 150, asItIs), size: "Medium", weight: "Bolder" }),
            ...facts.map(({ title, text }) =>
              paragraph({ text: `${title}: `, weight: "Bolder" }, { text: cutTo(text, 200, asItIs) }),
            ),
            ...(words ? [paragraph({ text: cutTo(words, 2_500, asItIs) })] : []),
          ],
          actions: link ? [{ type: "Action.OpenUrl", title: "Open lead", url: link }] : [],
        },
      },
    ],
  };
}

type Run = { text: string; size?: "Medium"; weight?: "Bolder" };

function paragraph(...runs: Run[]) {
  return { type: "RichTextBlock", inlines: runs.map((run) => ({ type: "TextRun", ...run })) };
}

function asItIs(text: string): string {
  return text;
}

/** Incoming webhooks of Office 365 connectors, which Microsoft has ended. */
function isRetired(hostname: string): boolean {
  return /(^|\.)webhook\.office\.com$|^outlook\.office(365)?\.com$/.test(hostname);
}

/** A failure of Teams behind the workflow may come as a good status with the words "HTTP error 429" in its body. */
function refusalFrom(answer: HttpAnswer, circumstances: Circumstances): Refusal | null {
  const inner = answer.ok ? /HTTP error (\d{3})/.exec(answer.text)?.[1] : undefined;
  const meant = answer.ok && inner ? { ...answer, status: Number(inner) } : answer;
  const base = classify(meant, circumstances);
  if (!base) return isWebPage(answer) ? notPromised("login_page", answer, circumstances) : null;

  const error = errorOf(answer);
  const rule = RULES.get(error.code);
  return rule ? refusalOf(rule, error.code, quoted(error.message, circumstances), answer, circumstances) : base;
}

function isWebPage(answer: HttpAnswer): boolean {
  return answer.ok && /^\s*<(!doctype|html)/i.test(answer.text);
}

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string().default("") }) });

function errorOf(answer: HttpAnswer): { code: string; message: string } {
  const parsed = answer.ok ? errorSchema.safeParse(answer.json) : null;
  return parsed?.data?.error ?? { code: "", message: "" };
}

/** Codes of the service that starts workflows, as people have published them; Microsoft has no list. */
const RULES = new Map<string, Rule>([
  ["WorkflowTriggerIsNotEnabled", { kind: "pause", cause: "config" }],
  ["WorkflowNotFound", { kind: "pause", cause: "config" }],
  ["TriggerInputSchemaMismatch", { kind: "pause", cause: "config" }],
  ["DirectApiAuthorizationRequired", { kind: "pause", cause: "auth" }],
  ["MisMatchingOAuthClaims", { kind: "pause", cause: "auth" }],
  ["AuthorizationFailed", { kind: "pause", cause: "auth" }],
]);

/** The signature and the path of the workflow; what is left of the address then still tells where it leads. */
function secretsOf({ credentials: { url } }: Context<Settings, Credentials>): string[] {
  const { pathname, search, searchParams } = new URL(url);
  const values = [...searchParams.values(), ...pathname.split("/")].filter((part) => part.length >= 16);
  return [pathname.slice(1) + search, url, ...values];
}
