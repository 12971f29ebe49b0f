import type { Newer } from "#features/live/count-newer.ts";

const TIMEOUT_MS = 10_000;

/**
 * How many leads of the filter came after the one of this number; null when there is no answer, which the next news or
 * the next look makes good. Not a server action: those wait for each other, and somebody may be working.
 */
export async function countNewer(filter: string, since: number): Promise<Newer | null> {
  const query = new URLSearchParams({ q: filter, since: String(since) });
  const response = await fetch(`/api/live?${query}`, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => null);
  return response?.ok ? response.json() : null;
}
