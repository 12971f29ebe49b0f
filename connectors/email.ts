import { isIP } from "node:net";
import { z } from "zod";
import type { Connector, MailServer } from "#connectors/connector.ts";
import { emailRefusal, emailTest } from "#connectors/email-answers.ts";
import { EMAIL_FIELDS, EMAIL_MAPPING, emailMessage } from "#connectors/email-message.ts";
import { mailSecrets } from "#connectors/mail.ts";

const MAX_RECIPIENTS = 20;

const address = z.email("not_an_address");

const settingsSchema = z.strictObject({
  host: z
    .string()
    .trim()
    .toLowerCase()
    .refine((host) => isIP(host) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host), "not_a_server"),
  port: z.coerce.number("not_a_port").int("not_a_port").min(1, "not_a_port").max(65_535, "not_a_port").default(587),
  user: z
    .string()
    .trim()
    .regex(/^\P{Cc}{0,320}$/u, "not_a_user")
    .default(""),
  from: z.string().trim().pipe(address),
  to: z
    .string()
    .transform(listed)
    .pipe(z.array(address).min(1, "not_an_address").max(MAX_RECIPIENTS, "too_many"))
    .transform((addresses) => addresses.join(", ")),
});

const credentialsSchema = z.strictObject({ password: z.string().max(1_000).default("") });

type Settings = z.output<typeof settingsSchema>;
type Credentials = z.output<typeof credentialsSchema>;

/**
 * A mail to one or more people, through the SMTP server of the workspace. The sender is always that server's own address
 * and never the lead's, whose domain would rightly call the mail forged (DMARC, RFC 7489); an answer goes to the lead.
 *
 * `identity` is "delivery" although SMTP takes every repeat: a lead nobody hears of is worse than one mail twice, and
 * both carry the same Message-ID, by which most mailboxes show one. A second lost answer is left to a person, so that
 * a server which never confirms does not send a mail for every try.
 */
export const email: Connector<Settings, Credentials> = {
  type: "email",
  label: "Email",
  mark: { icon: "mail" },
  group: "team",
  form: [
    { key: "to", kind: "text", required: true, placeholder: "sales@example.com, tom@example.com" },
    { key: "from", kind: "text", required: true, placeholder: "leads@example.com" },
    { key: "host", kind: "text", required: true, placeholder: "smtp.example.com" },
    { key: "port", kind: "number", required: true, initial: "587" },
    { key: "user", kind: "text", required: false },
    { key: "password", kind: "secret", required: false },
  ],
  settingsSchema,
  credentialsSchema,
  summarize: ({ to }) => to,
  // Exchange Online takes 30 a minute from one mailbox
  // (https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits).
  limits: { concurrency: 1, timeoutMs: 30_000, perMinute: 30 },
  identity: "delivery",
  updatesExisting: false,

  async describe() {
    return EMAIL_FIELDS;
  },

  defaultMapping: () => EMAIL_MAPPING,

  /** Connects, encrypts and signs in. Whether sender and recipients are taken, only a mail can tell. */
  async test({ settings, credentials, mail }) {
    const server = serverOf(settings, credentials);
    const answer = await mail({ server, message: null });
    return { checks: emailTest(answer, server, mailSecrets(server)), account: settings.host };
  },

  async deliver({ settings, credentials, mail }, job) {
    const server = serverOf(settings, credentials);
    const message = emailMessage({ from: settings.from, to: listed(settings.to) }, job);
    const answer = await mail({ server, message });
    if (!answer.ok) return emailRefusal(answer, job, mailSecrets(server));
    const warnings = answer.refused.map(({ address, reply }) => `${address}: ${reply}`);
    return { kind: "delivered", created: null, externalId: message.id, ...(warnings.length > 0 && { warnings }) };
  },
};

function serverOf({ host, port, user }: Settings, { password }: Credentials): MailServer {
  return { host, port, user, password };
}

function listed(addresses: string): string[] {
  return [...new Set(addresses.split(/[\s,;]+/).filter(Boolean))];
}
