import { and, eq, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { endpoints, leadMentions, leads, users } from "#db/schema.ts";
import { knownReason } from "#features/leads/lead-change-order.ts";
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
      emailDomain: leads.emailDomain,
      repeatCount: leads.repeatCount,
      status: leads.status,
      closeReason: leads.closeReason,
      ownerId: leads.ownerId,
      ownerName: users.name,
      tags: leads.tags,
      followUpOn: leads.followUpOn,
      firstTouchAt: leads.firstTouchAt,
      erasedAt: leads.erasedAt,
      isUnread: sql<boolean>`${isUnread(reader)}`,
      hasMention: sql<boolean>`exists (
        select from ${leadMentions} where ${leadMentions.workspaceId} = ${leads.workspaceId}
          and ${leadMentions.leadId} = ${leads.id} and ${leadMentions.userId} = ${reader.userId}
          and ${leadMentions.seenAt} is null)`,
      key: sql<string>`${leads.receivedAt}::text`,
    })
    .from(leads)
    .innerJoin(endpoints, and(eq(endpoints.workspaceId, leads.workspaceId), eq(endpoints.id, leads.endpointId)))
    .leftJoin(users, eq(users.id, leads.ownerId))
    .where(and(eq(leads.workspaceId, reader.workspaceId), eq(leads.number, number)));
  return lead ? { ...lead, closeReason: knownReason(lead.closeReason) } : null;
}
