import { z } from "zod";

/**
 * A web address, with or without its scheme, cut down to its origin: people paste the address of a page. `code` is the
 * problem of what is none.
 */
export function webAddress(code: string) {
  return z
    .string()
    .trim()
    .transform((text) => URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`))
    .refine((url) => url !== null && url.hostname.length > 0 && !url.username, code)
    .transform((url) => url?.origin ?? "");
}
