import { type Circumstances, classify, notPromised, quoted, type Rule, refusalOf } from "#connectors/classify.ts";
import type { HttpAnswer, Job, Refusal } from "#connectors/connector.ts";
import { dataverseError } from "#connectors/dataverse.ts";

/** How often a fault Dataverse cannot name is tried again before the lead is put aside. */
const GENERIC_FAULT_RETRIES = 3;

/**
 * What an answer that is no success means: Dataverse's own code first, then the status. Codes:
 * https://learn.microsoft.com/power-apps/developer/data-platform/reference/web-service-error-codes, limits:
 * https://learn.microsoft.com/power-apps/developer/data-platform/api-limits.
 */
export function dynamicsRefusal(answer: HttpAnswer, values: Job["values"], circumstances: Circumstances): Refusal {
  const error = dataverseError(answer);
  const base = classify(answer, circumstances) ?? notPromised("not_json", answer, circumstances);
  if (!error) return base;

  const code = error.code || base.code;
  const message = quoted(error.message, circumstances);
  const rule = ruleFor(error, circumstances.attempt);
  const refusal = rule ? refusalOf(rule, code, message, answer, circumstances) : { ...base, code, message };
  return refusal.kind === "reject" ? { ...refusal, ...blamedFields(message, values) } : refusal;
}

/** The primary key is taken. Microsoft's page on preventing an update in an upsert shows the code empty. */
export function isKeyTaken(answer: HttpAnswer): boolean {
  return answer.ok && answer.status === 412 && ["", "0x80040237"].includes(dataverseError(answer)?.code ?? "");
}

/** There is no such record; a 404 without this code is about the address or the table. */
export function isAbsent(answer: HttpAnswer): boolean {
  return answer.ok && answer.status === 404 && dataverseError(answer)?.code === "0x80040217";
}

const RULES = new Map<string, Rule>([
  ["0x80072322", { kind: "retry", throttle: true }],
  ["0x80072321", { kind: "retry", throttle: true }],
  ["0x80072326", { kind: "retry", throttle: true }],
  ["0x80060892", { kind: "reject" }],
  // Shown with status 500 in the documentation of duplicate detection: never worth another try.
  ["0x80040333", { kind: "reject" }],
  ["0x80044331", { kind: "reject" }],
  ["0x80048d19", { kind: "pause", cause: "config" }],
  ["0x80060888", { kind: "pause", cause: "config" }],
  ["0x80040265", { kind: "reject" }],
  ["0x80040224", { kind: "reject" }],
  ["0x80072560", { kind: "pause", cause: "permission" }],
  ["0x80040220", { kind: "pause", cause: "permission" }],
  ["0x80042f09", { kind: "pause", cause: "permission" }],
]);

const GENERIC_FAULTS = new Set(["0x80040216", "0x80044151"]);

function ruleFor({ code, message }: { code: string; message: string }, attempt: number): Rule | undefined {
  const known = code.toLowerCase();
  if (GENERIC_FAULTS.has(known)) return attempt <= GENERIC_FAULT_RETRIES ? { kind: "retry" } : { kind: "reject" };
  // The same code as for an unknown column, but the fault of this one value.
  if (known === "0x80048d19" && message.includes("Cannot convert the literal")) return { kind: "reject" };
  return RULES.get(known);
}

/** Dataverse names the column in quotes somewhere in its sentence. */
function blamedFields(message: string, values: Job["values"]): Pick<Extract<Refusal, { kind: "reject" }>, "fields"> {
  const fields = Object.keys(values).filter((name) => message.includes(`'${name}'`));
  return fields.length > 0 ? { fields: fields.map((field) => ({ field, message })) } : {};
}
