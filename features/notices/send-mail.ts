import querystring from "node:querystring";
import { createTransport } from "nodemailer";
import { redactText } from "#connectors/redact.ts";
import { readSmtpFailure } from "#connectors/smtp-failure.ts";
import { env } from "#lib/env.ts";

export type Mail = { to: string[]; subject: string; text: string };

/** `not_configured`: SMTP_URL or SMTP_FROM is missing. Other codes: `MailFailure` in connectors/connector.ts. */
export type SendMailResult = { ok: true } | { ok: false; code: string; message: string };

/**
 * Sends one of Buzón's own mails through the server in SMTP_URL. Never throws for what that server does. The address is
 * not guarded like a destination's, because the operator set it. A password is only ever sent over an encrypted
 * connection, unless the address says `?requireTLS=false`.
 */
export async function sendMail({ to, subject, text }: Mail): Promise<SendMailResult> {
  const { SMTP_URL, SMTP_FROM } = env();
  if (!SMTP_URL || !SMTP_FROM) {
    return { ok: false, code: "not_configured", message: "SMTP_URL and SMTP_FROM are not set" };
  }
  const password = querystring.unescape(new URL(SMTP_URL).password);
  const transport = createTransport({ url: SMTP_URL, requireTLS: password !== "", ...TIMEOUTS });
  try {
    await transport.sendMail({
      from: { name: "Buzón", address: SMTP_FROM },
      to: to.map((address) => ({ name: "", address })),
      subject,
      text,
      headers: { "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return { ok: true };
  } catch (error) {
    const { code, message } = readSmtpFailure(error);
    return { ok: false, code, message: redactText(message, [password]) };
  }
}

const DEADLINE_MS = 60_000;
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
