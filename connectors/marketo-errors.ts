import { type Circumstances, classify, notPromised, quoted, type Rule, refusalOf } from "#connectors/classify.ts";
import type { HttpAnswer, Job, Refusal } from "#connectors/connector.ts";
import { type MarketoError, marketoError } from "#connectors/marketo-api.ts";

/**
 * What an answer that is no success means: Marketo's own code first, which comes with status 200, then the status.
 * Codes: https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/error-codes.
 */
export function marketoRefusal(answer: HttpAnswer, values: Job["values"], circumstances: Circumstances): Refusal {
  const error = marketoError(answer);
  const base = classify(answer, circumstances) ?? notPromised("not_json", answer, circumstances);
  if (!error) return base;

  const { code } = error;
  const message = quoted(error.message, circumstances);
  const refusal = refusalOf(ruleFor(error), code, message, answer, circumstances);
  if (refusal.kind === "reject") return { ...refusal, ...blamedFields(message, values) };
  const retryAt = WAITS.get(code)?.(circumstances.now);
  return refusal.kind === "retry" && retryAt && !refusal.retryAt ? { ...refusal, retryAt } : refusal;
}

export const MARKETO_RULES = new Map<string, Rule>([
  ["500", { kind: "retry", unknown: true }],
  ["502", { kind: "retry", unknown: true }],
  ["601", { kind: "pause", cause: "auth" }],
  ["602", { kind: "pause", cause: "auth" }],
  ["603", { kind: "pause", cause: "permission" }],
  ["604", { kind: "retry", unknown: true }],
  ["605", { kind: "pause", cause: "config" }],
  ["606", { kind: "retry", throttle: true }],
  ["607", { kind: "retry", throttle: true }],
  ["608", { kind: "retry" }],
  ["609", { kind: "pause", cause: "config" }],
  ["610", { kind: "pause", cause: "config" }],
  ["611", { kind: "retry", unknown: true }],
  ["612", { kind: "pause", cause: "config" }],
  ["614", { kind: "retry" }],
  ["615", { kind: "retry", throttle: true }],
  ["616", { kind: "pause", cause: "permission" }],
  ["701", { kind: "reject" }],
  ["702", { kind: "reject" }],
  ["703", { kind: "pause", cause: "permission" }],
  ["704", { kind: "reject" }],
  ["709", { kind: "reject" }],
  ["713", { kind: "retry" }],
  ["719", { kind: "retry" }],
  ["1001", { kind: "reject" }],
  ["1002", { kind: "reject" }],
  ["1003", { kind: "reject" }],
  ["1004", { kind: "reject" }],
  ["1005", { kind: "reject" }],
  ["1006", { kind: "pause", cause: "config" }],
  ["1007", { kind: "reject" }],
  ["1008", { kind: "pause", cause: "config" }],
  ["1009", { kind: "pause", cause: "config" }],
  ["1010", { kind: "pause", cause: "config" }],
  ["1011", { kind: "pause", cause: "config" }],
  ["1018", { kind: "pause", cause: "config" }],
  ["1021", { kind: "reject" }],
]);

/** Limits: 100 calls in 20 seconds, ten at once, a number for the day; all integrations of a subscription share them. */
const WAITS = new Map<string, (now: Date) => Date>([
  ["606", (now) => new Date(now.getTime() + 20_000)],
  ["607", nextMidnightCentral],
]);

/** The quota is new at midnight CST, which is 6:00 UTC; in summer the clocks there are an hour ahead of that. */
function nextMidnightCentral(now: Date): Date {
  const today = new Date(now);
  today.setUTCHours(6, 0, 0, 0);
  return today > now ? today : new Date(today.getTime() + 24 * 60 * 60 * 1000);
}

/** 6xx: nothing was done. 7xx and 1xxx: what was asked for cannot be. */
function ruleFor({ code, isOfRecord }: MarketoError): Rule {
  return MARKETO_RULES.get(code) ?? (isOfRecord || code.startsWith("7") ? { kind: "reject" } : { kind: "retry" });
}

/** Marketo names the field in quotes of one kind or another somewhere in its sentence. */
function blamedFields(message: string, values: Job["values"]): Pick<Extract<Refusal, { kind: "reject" }>, "fields"> {
  const named = new Set([...message.matchAll(/['‘’"“]([\w ]+)['’"”]/g)].map(([, name]) => name));
  const fields = Object.keys(values).filter((name) => named.has(name));
  return fields.length > 0 ? { fields: fields.map((field) => ({ field, message })) } : {};
}
