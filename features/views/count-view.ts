import { type Count, countLeads } from "#features/leads/count-leads.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";

const KEPT_MS = 5_000;
const MAX_KEPT = 1_000;

const kept = new Map<string, { until: number; count: Promise<Count> }>();
const lines = new Map<string, Promise<unknown>>();

/**
 * How many leads a saved view holds, up to COUNT_LIMIT. A person may have fifty views, and none of them may make a page
 * wait: pages stream this number behind the list, one view of a person is counted after the other, so that they take one
 * connection, and a number is kept for five seconds, in which people step from lead to lead.
 */
export function countView(reader: Reader, filter: string, now = new Date()): Promise<Count> {
  const person = `${reader.workspaceId} ${reader.userId}`;
  const key = `${person} ${filter}`;
  const known = kept.get(key);
  if (known && known.until > now.getTime()) return known.count;

  const count = (lines.get(person) ?? Promise.resolve()).then(() =>
    countLeads(reader, parseFilter(filter).filter, now),
  );
  const done = count.then(
    () => undefined,
    () => kept.delete(key),
  );
  lines.set(person, done);
  done.then(() => lines.get(person) === done && lines.delete(person));

  kept.delete(key);
  kept.set(key, { until: now.getTime() + KEPT_MS, count });
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  return count;
}
