import { and, desc, eq, isNull, ne, type SQL } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import type { LeadDetail } from "#features/leads/get-lead.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import { FREE_MAIL_DOMAINS } from "#features/mappings/free-mail-domains.ts";

const LIMIT = 5;

export type RelatedLeads = {
  person: RelatedLead[];
  /** By e-mail domain, without those of the person; private mailboxes tell nothing of a company. */
  company: RelatedLead[];
  /** What the company's are found by; null where nothing tells the company. */
  domain: string | null;
};

/** The newest other leads of the same person and of the same company. Test leads are related to test leads alone. */
export async function relatedLeads(reader: Reader, lead: LeadDetail): Promise<RelatedLeads> {
  if (lead.erasedAt) return { person: [], company: [], domain: null };
  const domain = lead.emailDomain && !FREE_MAIL_DOMAINS.has(lead.emailDomain) ? lead.emailDomain : null;
  const [person, company] = await Promise.all([
    newest(reader, lead, eq(leads.personKey, lead.personKey)),
    domain ? newest(reader, lead, and(eq(leads.emailDomain, domain), ne(leads.personKey, lead.personKey))) : [],
  ]);
  return { person, company, domain };
}

function newest(reader: Reader, lead: LeadDetail, related: SQL | undefined) {
  return db
    .select({
      number: leads.number,
      firstName: leads.firstName,
      lastName: leads.lastName,
      email: leads.email,
      phone: leads.phone,
      action: leads.action,
      actionCode: leads.actionCode,
      offerTitle: leads.offerTitle,
      isTest: leads.isTest,
      status: leads.status,
      receivedAt: leads.receivedAt,
    })
    .from(leads)
    .where(
      and(
        eq(leads.workspaceId, reader.workspaceId),
        ne(leads.id, lead.id),
        eq(leads.isTest, lead.isTest),
        isNull(leads.erasedAt),
        related,
      ),
    )
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(LIMIT);
}

export type RelatedLead = Awaited<ReturnType<typeof newest>>[number];
