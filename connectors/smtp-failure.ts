import type { MailFailure } from "#connectors/connector.ts";

export type SmtpFailure = {
  code: MailFailure;
  /** The reply's three digits, when there was one. */
  status: number | null;
  /** The server's own reply, else what went wrong with the connection. */
  message: string;
};

/**
 * What an error of nodemailer says. The reply code counts before everything: 4yz means later, 5yz never (RFC 5321, 4.2.1).
 * What a 5yz is about follows from the command it answers, because servers are free in their choice of digits.
 */
export function readSmtpFailure(error: unknown): SmtpFailure {
  if (!(error instanceof Error)) throw error;
  const status = "responseCode" in error ? Number(error.responseCode) || null : null;
  const reply = textOf(error, "response");
  const code = status === null ? ofConnection(error) : ofReply(status, error);
  return { code, status, message: reply || error.message };
}

function ofReply(status: number, error: Error): MailFailure {
  const command = textOf(error, "command");
  if (status === 421) return "mail_busy";
  // 503, commands out of order, speaks of the session and not of the mail.
  if (status < 500 || status === 503) return "mail_later";
  if (command === "STARTTLS") return "mail_no_tls";
  if (textOf(error, "code") === "EAUTH" || SIGN_IN.has(status)) return "mail_sign_in";
  if (command === "RCPT TO") return "mail_recipients";
  if (command === "DATA" || command === "MAIL FROM") {
    if (status === 552) return "mail_too_large";
    return command === "DATA" ? "mail_content" : "mail_sender";
  }
  return "mail_protocol";
}

/** RFC 4954: authentication required, too weak, refused. */
const SIGN_IN = new Set([530, 534, 535]);

function ofConnection(error: Error): MailFailure {
  const [code, cause] = [textOf(error, "code"), textOf(error, "originalCode")];
  if (code === "EAUTH") return "mail_sign_in";
  if (code === "EMESSAGE") return "mail_too_large";
  if (code === "EDNS") return "dns";
  if (code === "ETIMEDOUT" || code === "EABORT") return "timeout";
  if (code === "EPROTOCOL") return "mail_protocol";
  if (code === "ETLS" || /CERT|TLS|SSL|EPROTO|SIGNATURE/.test(cause)) return "tls";
  return /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/.test(cause) ? "refused" : "reset";
}

function textOf(error: Error, key: "code" | "originalCode" | "command" | "response"): string {
  const value: unknown = Object.entries(error).find(([name]) => name === key)?.[1];
  return typeof value === "string" ? value : "";
}
