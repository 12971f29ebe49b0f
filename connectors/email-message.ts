import { z } from "zod";
import type { Job, MailMessage, MappingRow, TargetField, TargetFieldType } from "#connectors/connector.ts";
import { field, firstOf, row, text } from "#connectors/default-rows.ts";

/** What a mail can tell of a lead, in the order of its lines. */
export const EMAIL_FIELDS: TargetField[] = [
  { ...target("subject", "Subject", "string", 200), required: true },
  target("name", "Name", "string", 500),
  target("company", "Company", "string", 500),
  target("title", "Job title", "string", 500),
  target("email", "Email", "email", 320),
  target("phone", "Phone", "phone", 100),
  target("country", "Country", "string", 200),
  target("action", "Action", "string", 200),
  target("offer", "Offer", "string", 500),
  target("marketplace", "Marketplace", "string", 200),
  target("received", "Received", "string", 100),
  target("message", "Message", "text", 20_000),
  target("lead_url", "Link to the lead", "url", 2_000),
];

export const EMAIL_MAPPING: MappingRow[] = [
  row("subject", [text("New lead: "), firstOf(field("company"), field("full_name"), field("email"))], {
    fallback: [text("New marketplace lead")],
  }),
  row("name", [field("full_name")]),
  row("company", [field("company")]),
  row("title", [field("title")]),
  row("email", [field("email")]),
  row("phone", [field("phone")]),
  row("country", [field("country_name")]),
  row("action", [field("action")]),
  row("offer", [field("offer_title")]),
  row("message", [field("message")]),
  row("lead_url", [field("lead_url")]),
];

/** The mapped values as a mail. Its Message-ID is made from the delivery's id, so that a repeat carries the same. */
export function emailMessage(
  { from, to }: { from: string; to: string[] },
  { deliveryId, values }: Pick<Job, "deliveryId" | "values">,
): MailMessage {
  const { subject = "", lead_url = "", ...rest } = printable(values);
  const lines = Object.entries(rest).filter(([, value]) => value !== "");
  const link = /^https?:$/.test(URL.parse(lead_url)?.protocol ?? "") ? lead_url : null;
  return {
    id: `<${deliveryId}@${from.slice(from.lastIndexOf("@") + 1)}>`,
    from: { name: "Buzón", address: from },
    to,
    replyTo: z.email().safeParse(rest.email).data ?? null,
    subject: subject.replace(/\s+/g, " ") || "New marketplace lead",
    text: plainText(lines, link),
    html: htmlText(lines, link),
  };
}

/** In the order of the fields, without control characters; names of no field come last. */
function printable(values: Job["values"]): Record<string, string> {
  const names = new Set([...EMAIL_FIELDS.map(({ name }) => name), ...Object.keys(values)]);
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      String(values[name] ?? "")
        .replace(/[^\P{Cc}\n]/gu, " ")
        .trim(),
    ]),
  );
}

type Line = [name: string, value: string];

function plainText(lines: Line[], link: string | null): string {
  const told = lines.map(([name, value]) => `${labelOf(name)}: ${value}`);
  return [...told, ...(link ? ["", link] : []), ""].join("\n");
}

/** No pictures, nothing from elsewhere. */
function htmlText(lines: Line[], link: string | null): string {
  const rows = lines.map(
    ([name, value]) =>
      `<tr><th align="left" valign="top" style="padding:4px 16px 4px 0;font-weight:normal;color:#666">${escaped(labelOf(name))}</th>` +
      `<td valign="top" style="padding:4px 0;white-space:pre-line">${escaped(value)}</td></tr>`,
  );
  const button = link ? `<p><a href="${escaped(link)}">Open the lead</a></p>` : "";
  return `<!DOCTYPE html><html><body style="font-family:sans-serif;font-size:14px"><table cellspacing="0">${rows.join("")}</table>${button}</body></html>`;
}

function labelOf(name: string): string {
  return EMAIL_FIELDS.find((known) => known.name === name)?.label ?? name;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function target(name: string, label: string, type: TargetFieldType, maxLength: number): TargetField {
  return { name, label, type, required: false, maxLength };
}
