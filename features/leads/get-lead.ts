import { and, eq, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { endpoints, leads, users } from "#db/schema.ts";
import { isUnread, type Reader } from "#features/leads/lead-conditions.ts";

export type LeadDetail = NonNullable<Awaited<ReturnType<typeof getLead>>>;

/** Everything Buzón knows of a lead, or null where this workspace has none of that number. */
export async function getLead(reader: Reader, number: number) {
  const [lead] = await db
    .select({
      id: leads.id,
      number: leads.number,
      receiptId: leads.receiptId,
      receivedAt: leads.receivedAt,
      endpointId: leads.endpointId,
      endpointName: endpoints.name,
      firstName: leads.firstName,
      lastName: leads.lastName,
      email: leads.email,
      phone: leads.phone,
      country: leads.country,
      countryCode: leads.countryCode,
      company: leads.company,
      title: leads.title,
      leadSource: leads.leadSource,
      actionCode: leads.actionCode,
      action: leads.action,
      marketplace: leads.marketplace,
      publisher: leads.publisher,
      offerId: leads.offerId,
      offerTitle: leads.offerTitle,
      description: leads.description,
      message: leads.message,
      campaign: leads.campaign,
      extra: leads.extra,
      isTest: leads.isTest,
      testSentAt: leads.testSentAt,
      doNotContact: leads.doNotContact,
      personKey: leads.personKey,
      repeatCount: leads.repeatCount,
      status: leads.status,
      ownerId: leads.ownerId,
      ownerName: users.name,
      firstTouchAt: leads.firstTouchAt,
      isUnread: sql<boolean>`${isUnread(reader)}`,
      key: sql<string>`${leads.receivedAt}::text`,
    })
    .from(leads)
    .innerJoin(endpoints, and(eq(endpoints.workspaceId, leads.workspaceId), eq(endpoints.id, leads.endpointId)))
    .leftJoin(users, eq(users.id, leads.ownerId))
    .where(and(eq(leads.workspaceId, reader.workspaceId), eq(leads.number, number)));
  return lead ?? null;
}
