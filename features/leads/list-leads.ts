import { and, asc, desc, eq, inArray, isNotNull, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { deliveries, destinations, endpoints, leadReads, leads, users } from "#db/schema.ts";
import { type ShownState, shownState } from "#features/deliveries/delivery-view.ts";
import { type Count, countLeads, toCount } from "#features/leads/count-leads.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { type ListOrder, leadKey, listOrder } from "#features/leads/lead-key.ts";
import { type Sort, USUAL_SORT } from "#features/leads/list-sort.ts";
import { type NewestLeads, newestLeads } from "#features/leads/newest-leads.ts";

export const PAGE_SIZE = 50;

/** Where a page begins: behind (`after`) or before the lead of that number; and how the list is ordered. */
export type PagePlace = { after?: number; before?: number; sort?: Sort };

export type LeadPage = {
  rows: LeadRow[];
  /** Position of the first row in the whole list, from 1; 0 for an empty list. */
  first: number;
  hasNewer: boolean;
  hasOlder: boolean;
  /** How many leads the list has. */
  total: Count;
};

export type LeadRow = Omit<Row, "found"> & { deliveries: RowDelivery[] };

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
 * One page of the inbox, the newest first unless another order is asked for. Pages hang on the key of a lead and not on a
 * count of rows, so that a page costs the same wherever it is and leads that arrive meanwhile move nothing.
 */
export async function listLeads(reader: Reader, filter: LeadFilter, place: PagePlace, now: Date): Promise<LeadPage> {
  const order = listOrder(reader, place.sort);
  const [before, after] = await Promise.all([leadKey(reader, place.before), leadKey(reader, place.after)]);
  const list = { reader, filter, order, isUsual: (place.sort ?? USUAL_SORT) === USUAL_SORT, now };

  if (before) {
    const { rows, total } = await selectPage(list, order.isBefore(before), order.backwards);
    // Fewer than a page before this one means that this is the beginning, which is shown whole.
    if (rows.length < PAGE_SIZE) return listLeads(reader, filter, { sort: place.sort }, now);
    return toPage(list, rows.slice(0, PAGE_SIZE).reverse(), { total, isFirst: false, hasOlder: true });
  }
  const { rows, total } = await selectPage(list, after && order.isBehind(after), order.forwards);
  return toPage(list, rows.slice(0, PAGE_SIZE), { total, isFirst: !after, hasOlder: rows.length > PAGE_SIZE });
}

type List = { reader: Reader; filter: LeadFilter; order: ListOrder; isUsual: boolean; now: Date };

async function toPage(
  { reader, filter, order, now }: List,
  rows: Row[],
  { total, isFirst, hasOlder }: { total: Count; isFirst: boolean; hasOlder: boolean },
): Promise<LeadPage> {
  const first = rows[0];
  if (!first) return { rows: [], first: 0, hasNewer: false, hasOlder: false, total };
  const [newer, byLead] = await Promise.all([
    isFirst ? 0 : countLeads(reader, filter, now, order.isBefore(first)).then(({ count }) => count),
    deliveriesByLead(
      reader,
      rows.map(({ id }) => id),
    ),
  ]);
  return {
    rows: rows.map(({ found: _, ...row }) => ({ ...row, deliveries: byLead.get(row.id) ?? [] })),
    first: newer + 1,
    hasNewer: newer > 0,
    hasOlder,
    total,
  };
}

/**
 * The rows from a place of the list on, one more than a page holds to know whether there is another, and the count.
 *
 * The newest leads, which are looked for to count them, are the first page already: half the work where a filter finds
 * few among many. In another order they are the whole list, unless there are more than are counted; then the list is so
 * long that whoever walks along the index of that order soon has a page of them.
 */
async function selectPage(
  { reader, filter, isUsual, now }: List,
  from: SQL | null,
  by: SQL,
): Promise<{ rows: Row[]; total: Count }> {
  const found = newestLeads(reader, filter, now);
  if (isUsual && !from) {
    const first = db.select({ id: found.id }).from(found).orderBy(desc(found.receivedAt), desc(found.id));
    const rows = await selectRows(reader, first, by, found);
    return { rows, total: toCount(rows[0]?.found ?? 0) };
  }
  const where = and(leadConditions(reader, filter, now), from ?? undefined);
  const walk = db.select({ id: leads.id }).from(leads).where(where).orderBy(by);
  if (isUsual) {
    const [rows, total] = await Promise.all([selectRows(reader, walk, by), countLeads(reader, filter, now)]);
    return { rows, total };
  }
  const total = await countLeads(reader, filter, now);
  if (total.isMore) return { rows: await selectRows(reader, walk, by), total };
  const sorted = db
    .select({ id: leads.id })
    .from(found)
    .innerJoin(leads, and(eq(leads.workspaceId, reader.workspaceId), eq(leads.id, found.id)))
    .where(from ?? undefined)
    .orderBy(by);
  return { rows: await selectRows(reader, sorted, by, found), total };
}

type Row = Awaited<ReturnType<typeof selectRows>>[number];

/** What the list shows of the first leads of a list, and how many were found where that is asked. */
function selectRows(reader: Reader, list: SQLWrapper, by: SQL, found?: NewestLeads) {
  return db
    .with(...(found ? [found] : []))
    .select({
      found: found ? sql<number>`(select count(*)::int from ${found})` : sql<number>`0`,
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
      title: leads.title,
      publisher: leads.publisher,
      endpointName: endpoints.name,
      status: leads.status,
      isTest: leads.isTest,
      doNotContact: leads.doNotContact,
      repeatCount: leads.repeatCount,
      tags: leads.tags,
      followUpOn: leads.followUpOn,
      noteCount: leads.noteCount,
      firstTouchAt: leads.firstTouchAt,
      erasedAt: leads.erasedAt,
      ownerName: users.name,
      isUnread: isNull(leadReads.leadId).mapWith(Boolean),
      key: sql<string>`${leads.receivedAt}::text`,
    })
    .from(leads)
    .innerJoin(endpoints, and(eq(endpoints.workspaceId, leads.workspaceId), eq(endpoints.id, leads.endpointId)))
    .leftJoin(users, eq(users.id, leads.ownerId))
    .leftJoin(
      leadReads,
      and(
        eq(leadReads.workspaceId, leads.workspaceId),
        eq(leadReads.userId, reader.userId),
        eq(leadReads.leadId, leads.id),
      ),
    )
    .where(and(eq(leads.workspaceId, reader.workspaceId), sql`${leads.id} in (${list} limit ${PAGE_SIZE + 1})`))
    .orderBy(by);
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
