import { and, asc, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { deliveries, destinations, leadReads, leads, users } from "#db/schema.ts";
import { type ShownState, shownState } from "#features/deliveries/delivery-view.ts";
import { countLeads } from "#features/leads/count-leads.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { isNewerThan, isOlderThan, leadKey } from "#features/leads/lead-key.ts";

export const PAGE_SIZE = 50;

/** Where a page begins: after (older than) or before (newer than) the lead of that number. */
export type PagePlace = { after?: number; before?: number };

export type LeadPage = {
  rows: LeadRow[];
  /** Position of the first row in the whole list, from 1; 0 for an empty list. */
  first: number;
  hasNewer: boolean;
  hasOlder: boolean;
};

export type LeadRow = Awaited<ReturnType<typeof selectRows>>[number] & { deliveries: RowDelivery[] };

export type RowDelivery = {
  id: string;
  state: ShownState;
  /** It failed, and somebody has dealt with that. */
  isHandled: boolean;
  destinationName: string;
  connector: string;
  nextAttemptAt: Date | null;
};

/**
 * One page of the inbox, newest first. Pages hang on the key of a lead and not on a count of rows, so that a page costs
 * the same wherever it is and leads that arrive meanwhile move nothing.
 */
export async function listLeads(reader: Reader, filter: LeadFilter, place: PagePlace, now: Date): Promise<LeadPage> {
  const where = leadConditions(reader, filter, now);
  const [before, after] = await Promise.all([leadKey(reader, place.before), leadKey(reader, place.after)]);

  if (before) {
    const newer = await selectRows(reader, and(where, isNewerThan(before)), "oldest");
    // Fewer than a page before this one means that this is the beginning, which is shown whole.
    if (newer.length < PAGE_SIZE) return listLeads(reader, filter, {}, now);
    return toPage(reader, filter, newer.slice(0, PAGE_SIZE).reverse(), { hasOlder: true, now });
  }
  const rows = await selectRows(reader, and(where, after ? isOlderThan(after) : undefined), "newest");
  return toPage(reader, filter, rows.slice(0, PAGE_SIZE), { hasOlder: rows.length > PAGE_SIZE, now });
}

async function toPage(
  reader: Reader,
  filter: LeadFilter,
  rows: Awaited<ReturnType<typeof selectRows>>,
  { hasOlder, now }: { hasOlder: boolean; now: Date },
): Promise<LeadPage> {
  const first = rows[0];
  if (!first) return { rows: [], first: 0, hasNewer: false, hasOlder: false };
  const [newer, byLead] = await Promise.all([
    countLeads(reader, filter, now, isNewerThan(first)),
    deliveriesByLead(
      reader,
      rows.map(({ id }) => id),
    ),
  ]);
  return {
    rows: rows.map((row) => ({ ...row, deliveries: byLead.get(row.id) ?? [] })),
    first: newer.count + 1,
    hasNewer: newer.count > 0,
    hasOlder,
  };
}

/** One more row than a page holds, to know whether there is another page. */
function selectRows(reader: Reader, where: SQL | undefined, order: "newest" | "oldest") {
  const direction = order === "newest" ? desc : asc;
  return db
    .select({
      id: leads.id,
      number: leads.number,
      receivedAt: leads.receivedAt,
      firstName: leads.firstName,
      lastName: leads.lastName,
      email: leads.email,
      phone: leads.phone,
      company: leads.company,
      country: leads.country,
      countryCode: leads.countryCode,
      action: leads.action,
      actionCode: leads.actionCode,
      marketplace: leads.marketplace,
      leadSource: leads.leadSource,
      offerTitle: leads.offerTitle,
      status: leads.status,
      isTest: leads.isTest,
      doNotContact: leads.doNotContact,
      repeatCount: leads.repeatCount,
      ownerName: users.name,
      isUnread: isNull(leadReads.leadId).mapWith(Boolean),
      key: sql<string>`${leads.receivedAt}::text`,
    })
    .from(leads)
    .leftJoin(users, eq(users.id, leads.ownerId))
    .leftJoin(
      leadReads,
      and(
        eq(leadReads.workspaceId, leads.workspaceId),
        eq(leadReads.userId, reader.userId),
        eq(leadReads.leadId, leads.id),
      ),
    )
    .where(where)
    .orderBy(direction(leads.receivedAt), direction(leads.id))
    .limit(PAGE_SIZE + 1);
}

async function deliveriesByLead(reader: Reader, leadIds: string[]): Promise<Map<string, RowDelivery[]>> {
  const rows = await db
    .select({
      id: deliveries.id,
      leadId: deliveries.leadId,
      state: deliveries.state,
      attemptCount: deliveries.attemptCount,
      nextAttemptAt: deliveries.nextAttemptAt,
      isHandled: isNotNull(deliveries.handledAt).mapWith(Boolean),
      destinationName: destinations.name,
      connector: destinations.connector,
    })
    .from(deliveries)
    .innerJoin(
      destinations,
      and(eq(destinations.workspaceId, deliveries.workspaceId), eq(destinations.id, deliveries.destinationId)),
    )
    .where(and(eq(deliveries.workspaceId, reader.workspaceId), inArray(deliveries.leadId, leadIds)))
    .orderBy(asc(destinations.createdAt), asc(destinations.id), asc(deliveries.copy));

  const byLead = new Map<string, RowDelivery[]>();
  for (const { leadId, attemptCount, state, ...delivery } of rows) {
    const shown: RowDelivery = { ...delivery, state: shownState(state, attemptCount) };
    byLead.set(leadId, [...(byLead.get(leadId) ?? []), shown]);
  }
  return byLead;
}
