import { PATIENCE_ATTEMPTS, type Rule } from "#connectors/classify.ts";
import type { Job, MailAnswer, MailFailure, MailServer, Refusal, TestCheck } from "#connectors/connector.ts";
import { redactText } from "#connectors/redact.ts";

type Failure = Extract<MailAnswer, { ok: false }>;

/** What it means that a mail was not taken. */
export function emailRefusal(
  { code, message, sent }: Failure,
  { attempt, previousUnknown }: Pick<Job, "attempt" | "previousUnknown">,
  secrets: string[],
): Refusal {
  const rule = RULES[code];
  const said = redactText(message, secrets);
  if (sent && previousUnknown) return { kind: "reject", code: "mail_unconfirmed", message: said };
  if (rule.kind === "pause") return { kind: "pause", code, message: said, cause: rule.cause };
  if (rule.kind === "reject") return { kind: "reject", code, message: said };
  if (HICCUPS.has(code) && attempt >= PATIENCE_ATTEMPTS) return { kind: "pause", code, message: said, cause: "config" };
  return {
    kind: "retry",
    code,
    message: said,
    ...(rule.throttle && { throttle: true }),
    ...(sent && { unknown: true }),
  };
}

const RULES: Record<MailFailure, Rule> = {
  dns: { kind: "retry" },
  refused: { kind: "retry" },
  tls: { kind: "retry" },
  timeout: { kind: "retry" },
  reset: { kind: "retry" },
  private_address: { kind: "pause", cause: "config" },
  mail_port: { kind: "pause", cause: "config" },
  mail_no_tls: { kind: "pause", cause: "config" },
  mail_protocol: { kind: "retry" },
  mail_sign_in: { kind: "pause", cause: "auth" },
  // Sender and recipients are the same for every lead.
  mail_sender: { kind: "pause", cause: "config" },
  mail_recipients: { kind: "pause", cause: "config" },
  mail_too_large: { kind: "reject" },
  mail_content: { kind: "reject" },
  mail_busy: { kind: "retry", throttle: true },
  mail_later: { kind: "retry" },
};

/** What is taken for a wrong configuration when it happens three times in a row. */
const HICCUPS = new Set<MailFailure>(["tls", "mail_protocol"]);

/** The checks up to the first that fails, in the order a connection is made; nothing is claimed that was not tried. */
export function emailTest(answer: MailAnswer, { user }: Pick<MailServer, "user">, secrets: string[]): TestCheck[] {
  if (answer.ok) {
    const untried = new Set([...(answer.isEncrypted ? [] : ["encrypted"]), ...(user ? [] : ["sign_in"])]);
    return CHECKS.filter((name) => !untried.has(name)).map((name) => ({ name, ok: true }));
  }
  const { name, fix } = CHECK_OF_FAILURE[answer.code];
  // Whether it got as far as encryption is not known of a connection that failed later.
  const passed = CHECKS.slice(0, CHECKS.indexOf(name)).filter((earlier) => earlier !== "encrypted");
  return [
    ...passed.map((earlier) => ({ name: earlier, ok: true })),
    { name, ok: false, message: redactText(answer.message, secrets), fix },
  ];
}

const CHECKS = ["address", "reachable", "encrypted", "sign_in"] as const;

type Check = { name: (typeof CHECKS)[number]; fix: string };

const CHECK_OF_FAILURE: Record<MailFailure, Check> = {
  dns: { name: "address", fix: "dns" },
  private_address: { name: "address", fix: "private" },
  mail_port: { name: "address", fix: "port" },
  refused: { name: "reachable", fix: "unreachable" },
  timeout: { name: "reachable", fix: "unreachable" },
  reset: { name: "reachable", fix: "unreachable" },
  mail_protocol: { name: "reachable", fix: "not_mail" },
  mail_busy: { name: "reachable", fix: "later" },
  mail_later: { name: "reachable", fix: "later" },
  tls: { name: "encrypted", fix: "certificate" },
  mail_no_tls: { name: "encrypted", fix: "no_tls" },
  mail_sign_in: { name: "sign_in", fix: "sign_in" },
  mail_sender: { name: "sign_in", fix: "sign_in" },
  mail_recipients: { name: "sign_in", fix: "sign_in" },
  mail_too_large: { name: "sign_in", fix: "sign_in" },
  mail_content: { name: "sign_in", fix: "sign_in" },
};
