import { and, eq, type SQL, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { z } from "zod";
import { db } from "#db/client.ts";
import { auditEvents, leads, users } from "#db/schema.ts";
import { namedNotes } from "#features/leads/export-cells.ts";
import type { Exporter } from "#features/leads/export-leads.ts";
import { leadConditions } from "#features/leads/lead-conditions.ts";
import { leadField } from "#features/leads/lead-fields.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { API_SORTS, JSON_COLUMNS, type LeadPageJson, leadPageJson, MAX_PAGE_LEADS } from "#features/leads/lead-json.ts";
import { type LeadKey, listOrder } from "#features/leads/lead-key.ts";
import { listColleagues } from "#features/leads/list-colleagues.ts";
import { type FilterProblem, readFilter, type SearchParams } from "#features/leads/parse-filter.ts";
import { writeFilter } from "#features/leads/write-filter.ts";

export type LeadPageRequest = {
  filter: LeadFilter;
  limit: number;
  sort: (typeof API_SORTS)[number];
  /** Behind which lead the page begins. */
  cursor?: LeadKey;
};

const USUAL_PAGE_LEADS = 50;

/** The parameters of a page's address, beside the filter; the OpenAPI document is made from them. */
export const pageParams = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_LEADS).default(USUAL_PAGE_LEADS),
  sort: z.enum(API_SORTS).default("-received").describe("The newest first, or the oldest."),
  cursor: z.string().max(200).optional().describe("next_cursor of the page before."),
});

export function parsePage(
  params: SearchParams,
): { ok: true; page: LeadPageRequest } | { ok: false; parameters: string[]; problems: FilterProblem[] } {
  const read = pageParams.safeParse(params);
  const { filter, problems } = readFilter(params);
  const cursor = read.data?.cursor === undefined ? undefined : placeOf(read.data.cursor);
  const wrong = [
    ...(problems.length > 0 ? ["q"] : []),
    ...(read.error?.issues.map(({ path }) => String(path[0])) ?? []),
    ...(cursor === null ? ["cursor"] : []),
  ];
  if (!read.success || cursor === null || wrong.length > 0)
    return { ok: false, parameters: [...new Set(wrong)], problems };
  return { ok: true, page: { filter, limit: read.data.limit, sort: read.data.sort, cursor } };
}

const place = z.tuple([z.iso.datetime(), z.uuid()]);

/** What a cursor holds: opaque to whoever gets it, and the same place however many leads arrive. */
function cursorOf({ key, id }: LeadKey): string {
  return Buffer.from(JSON.stringify([key, id])).toString("base64url");
}

function placeOf(cursor: string): LeadKey | null {
  const read = place.safeParse(jsonOf(Buffer.from(cursor, "base64url").toString()));
  return read.success ? { key: read.data[0], id: read.data[1] } : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Somebody made it up: no JSON is no place either.
    return null;
  }
}

/** A page of the filter's leads as programs read them; who took out how many is on record. */
export async function readLeadPage(
  reader: Exporter,
  { filter, limit, sort, cursor }: LeadPageRequest,
  now: Date,
): Promise<LeadPageJson> {
  const order = listOrder(reader, sort);
  const [rows, people] = await Promise.all([
    db
      .select({ lead: FIELDS, receivedAt: leads.receivedAt, key: PLACE, id: leads.id })
      .from(leads)
      .leftJoin(users, eq(users.id, leads.ownerId))
      .where(and(leadConditions(reader, filter, now), cursor && order.isBehind(cursor)))
      .orderBy(order.forwards)
      .limit(limit + 1),
    listColleagues(reader),
  ]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  if (page.length > 0) await record(reader, filter, page.length);
  return leadPageJson.parse({
    leads: page.map(({ lead, receivedAt }) => ({
      ...lead,
      number: `L-${lead.number}`,
      received_at: receivedAt.toISOString(),
      notes: namedNotes(lead.notes, people),
    })),
    next_cursor: last ? cursorOf(last) : null,
  });
}

const FIELDS: Record<string, SQL> = Object.fromEntries(
  JSON_COLUMNS.map((column) => [column, leadField(column, true).value]),
);

/** With the microseconds that a Date would lose. */
const PLACE = sql<string>`to_char(${leads.receivedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

async function record({ workspaceId, userId, apiKeyId }: Exporter, filter: LeadFilter, rows: number): Promise<void> {
  await db.insert(auditEvents).values({
    workspaceId,
    id: v7(),
    userId: apiKeyId ? null : userId,
    action: "leads.read",
    details: { filter: writeFilter(filter), rows, ...(apiKeyId && { apiKeyId }) },
  });
}
