import { z } from "zod";
import payloads from "#features/intake/testing/payloads.json" with { type: "json" };

/**
 * Bodies of lead requests: `literal` ones are quoted from Microsoft's documentation and from publishers' issues, the
 * source is named with each; the others are derived from what those say.
 */
export const samples = z
  .array(
    z.object({
      name: z.string(),
      source: z.string(),
      derived: z.boolean(),
      body: z.unknown(),
      body_is_raw: z.boolean().default(false),
      content_type: z.string().nullable().default("application/json"),
    }),
  )
  .parse(payloads)
  .map(({ name, derived, body, body_is_raw, content_type }) => ({
    name,
    isLiteral: !derived,
    contentType: content_type,
    body: Buffer.from(body_is_raw ? String(body) : JSON.stringify(body)),
  }));

export function sample(name: string): Buffer {
  const found = samples.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`There is no sample ${name}`);
  return found.body;
}
