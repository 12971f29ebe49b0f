import type { FieldPart, MappingPart } from "#connectors/connector.ts";
import { shorten } from "#features/mappings/convert-value.ts";
import { leadValue, type MappableLead } from "#features/mappings/lead-values.ts";
import { readPhone } from "#features/mappings/read-phone.ts";
import { transformText } from "#features/mappings/transform-text.ts";

export type PartText = {
  text: string;
  /** `cut`: the part's own length was exceeded; `phone_as_given`: the number could not be read and stays as it came. */
  notes: { code: "cut" | "phone_as_given"; values: Record<string, string | number> }[];
};

/** What one part of a value has in a lead: the value, put into its form, other words for it, and no more than asked for. */
export function readPart(lead: MappableLead, part: MappingPart): PartText {
  if (part.kind === "text") return { text: part.text, notes: [] };
  if (part.kind === "field") return readField(lead, part);
  const read = part.fields.map((field) => readField(lead, field));
  return read.find(({ text }) => text.trim() !== "") ?? NOTHING;
}

const NOTHING: PartText = { text: "", notes: [] };

function readField(lead: MappableLead, { field, transform, replace, otherwise, maxLength }: FieldPart): PartText {
  const given = leadValue(lead, field);
  if (given.trim() === "") return NOTHING;

  const formed = transform ? transformText(given, transform, lead.countryCode) : given;
  const worded = replaceText(formed, replace, otherwise);
  const { text, cut } = shorten(worded, maxLength);
  const notes: PartText["notes"] = [];
  if (transform?.startsWith("phone_") && formed === given && !readPhone(given, lead.countryCode))
    notes.push({ code: "phone_as_given", values: { text: given } });
  if (cut) notes.push({ code: "cut", values: { length: worded.length, maxLength: maxLength ?? worded.length } });
  return { text, notes };
}

/** Other words for the whole text, whatever its case; a text without any stays, unless `otherwise` is for the rest. */
function replaceText(text: string, replace: FieldPart["replace"] = [], otherwise?: string): string {
  if (text.trim() === "") return text;
  const wanted = folded(text);
  return replace.find(({ from }) => folded(from) === wanted)?.to ?? otherwise ?? text;
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}
