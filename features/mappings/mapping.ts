import { z } from "zod";
import type { MappingPart, MappingRow } from "#connectors/connector.ts";
import { LEAD_VALUE_NAMES } from "#features/mappings/lead-values.ts";

const MAX_TEXT = 2000;
const text = z.string().max(MAX_TEXT);

const fieldPart = z.strictObject({
  kind: z.literal("field"),
  /** A name of lead-values.ts, `campaign.<key>` or `extra.<key>`. */
  field: z
    .string()
    .max(300)
    .refine((name) => LEAD_VALUE_NAMES.has(name) || /^(campaign|extra)\../.test(name), "no lead has this value"),
  transform: z
    .enum([
      "lower",
      "upper",
      "title",
      "trim",
      "first_word",
      "after_first_word",
      "phone_international",
      "phone_e164",
      "email_domain",
      "country_code",
      "country_code3",
      "country_name",
      "date",
    ])
    .optional(),
  maxLength: z.int().min(1).max(1_000_000).optional(),
  replace: z
    .array(z.strictObject({ from: text, to: text }))
    .max(300)
    .optional(),
  otherwise: text.optional(),
});

const part: z.ZodType<MappingPart> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text }),
  fieldPart,
  z.strictObject({ kind: z.literal("first"), fields: z.array(fieldPart).min(1).max(10) }),
]);

export const mappingRow: z.ZodType<MappingRow> = z.strictObject({
  target: z.string().min(1).max(200),
  value: z.array(part).max(50),
  fallback: z.array(part).max(50),
  whenEmpty: z.enum(["omit", "stop"]).optional(),
  whenExists: z.enum(["overwrite", "if_blank", "never"]).optional(),
});

/** The rows of a mapping, as the editor sends them and as the `mappings` table keeps them. */
export const mappingRows = z
  .array(mappingRow)
  .max(500)
  .refine((rows) => new Set(rows.map(({ target }) => target)).size === rows.length, "each field may be mapped once");
