import type { HttpAnswer, Job, MappingRow, TargetField, TargetFieldType } from "#connectors/connector.ts";
import { field, row, text } from "#connectors/default-rows.ts";

/** What a message to a channel can tell of a lead. `maxLength` keeps the whole of it within what channels take. */
export const MESSAGE_FIELDS: TargetField[] = [
  takes("headline", "Headline", "string", 140),
  takes("name", "Name", "string", 200),
  takes("company", "Company", "string", 200),
  takes("email", "Email", "email", 200),
  takes("phone", "Phone", "phone", 200),
  takes("country", "Country", "string", 200),
  takes("offer", "Offer", "string", 200),
  takes("action", "Action", "string", 200),
  takes("message", "Message", "text", 2_500),
  takes("lead_url", "Link to the lead", "url", 2_000),
].map((one) => ({ ...one, required: one.name === "headline" }));

/**
 * Everybody in the channel reads the message, and nothing can be taken back from it: to start with, who and which
 * company, and a link for those who may see more.
 */
export const MESSAGE_MAPPING: MappingRow[] = [
  row("headline", [field("action"), text(": "), field("offer_title")], { fallback: [text("New marketplace lead")] }),
  row("name", [field("full_name")]),
  row("company", [field("company")]),
  row("lead_url", [field("lead_url")]),
];

export type Message = {
  headline: string;
  facts: { title: string; text: string }[];
  /** The lead's own words, empty without. */
  words: string;
  /** Null when it is no address a button could open. */
  link: string | null;
};

/** The mapped values as the parts of a message, without control characters. */
export function messageOf(values: Job["values"]): Message {
  const textOf = (name: string) => String(values[name] ?? "").replace(/[^\P{Cc}\n]/gu, " ");
  const line = (name: string) => textOf(name).replace(/\s+/g, " ").trim();
  return {
    headline: line("headline"),
    facts: FACTS.map(({ name, label }) => ({ title: label, text: line(name) })).filter(({ text }) => text !== ""),
    words: textOf("message").trim(),
    link: /^https?:$/.test(URL.parse(line("lead_url"))?.protocol ?? "") ? line("lead_url") : null,
  };
}

const FACTS = MESSAGE_FIELDS.filter(({ name }) => !["headline", "message", "lead_url"].includes(name));

/** Cut between characters as people see them so that it still fits when it has been escaped. */
export function cutTo(text: string, maxLength: number, encode: (text: string) => string): string {
  const whole = encode(text);
  if (whole.length <= maxLength) return whole;
  let kept = "";
  for (const { segment } of graphemes.segment(text)) {
    const next = kept + encode(segment);
    if (next.length >= maxLength) break;
    kept = next;
  }
  return `${kept}…`;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Whether the message may have been posted without our knowing. A service that answers with a fault of its own has
 * not posted it; a gateway that gave up waiting (504) cannot tell.
 */
export function mayHaveArrived(answer: HttpAnswer): boolean {
  return answer.ok ? answer.status === 504 : answer.sent;
}

function takes(name: string, label: string, type: TargetFieldType, maxLength: number): TargetField {
  return { name, label, type, required: false, maxLength };
}
