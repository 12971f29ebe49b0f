import { z } from "zod";
import type { TargetField } from "#connectors/connector.ts";

const targetField: z.ZodType<TargetField> = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(["string", "text", "int", "decimal", "bool", "date", "datetime", "email", "phone", "url", "choice"]),
  required: z.boolean(),
  readOnly: z.boolean().optional(),
  maxLength: z.number().optional(),
  choices: z.array(z.object({ value: z.union([z.string(), z.number()]), label: z.string() })).optional(),
});

/** What `destinations.fields` holds; nothing was ever read: no fields. */
export const targetFields = z
  .array(targetField)
  .nullable()
  .transform((fields) => fields ?? []);
