import { env } from "#lib/env.ts";

/** Where people and Microsoft reach this Buzón, without a trailing slash. */
export function publicUrl(): string {
  const { BUZON_URL, PORT } = env();
  return BUZON_URL ?? `http://localhost:${PORT}`;
}
