import { env } from "#lib/env.ts";

/** The address that goes into Partner Center. It holds the key, so whoever sees it can send leads. */
export function endpointUrl(key: string): string {
  return `${publicUrl()}/api/leads?key=${key}`;
}

/** The same address with the key hidden, for those who may not see it. */
export function maskedEndpointUrl(keyTail: string): string {
  return endpointUrl(`••••••••${keyTail}`);
}

function publicUrl(): string {
  const { BUZON_URL, PORT } = env();
  return BUZON_URL ?? `http://localhost:${PORT}`;
}
