import { z } from "zod";
import type { MappingRow } from "#connectors/connector.ts";
import { LEAD_VALUE_NAMES } from "#features/mappings/lead-values.ts";

const transform = z.enum(["lower", "upper", "trim", "phone_international", "email_domain"]);

const part = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text: z.string().max(2000) }),
  z.strictObject({
    kind: z.literal("field"),
    /** A name of lead-values.ts, `campaign.<key>` or `extra.<key>`. */
    field: z.string().refine((name) => LEAD_VALUE_NAMES.has(name) || /^(campaign|extra)\../.test(name)),
    transform: transform.optional(),
  }),
]);

const row: z.ZodType<MappingRow> = z.strictObject({
  target: z.string().min(1).max(200),
  value: z.array(part).max(50),
  fallback: z.array(part).max(50),
});

/** The rows of a mapping, as the editor sends them and as the `mappings` table keeps them. */
export const mappingRows = z
  .array(row)
  .max(500)
  .refine((rows) => new Set(rows.map(({ target }) => target)).size === rows.length, "each field may be mapped once");
