export const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * When a `Retry-After` header (RFC 9110, 10.2.3: seconds or an HTTP date) lets us come back; at most a day ahead, never
 * in the past. Undefined when there is none or it cannot be read.
 */
export function retryAfter(header: string | undefined, now: Date): Date | undefined {
  const value = header?.trim();
  if (!value) return undefined;
  const waitMs = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  if (Number.isNaN(waitMs)) return undefined;
  return new Date(now.getTime() + Math.min(Math.max(0, waitMs), MAX_RETRY_AFTER_MS));
}
