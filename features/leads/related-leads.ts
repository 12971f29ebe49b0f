import { and, desc, eq, ne, or, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import type { LeadDetail } from "#features/leads/get-lead.ts";
import { containsWord, type Reader } from "#features/leads/lead-conditions.ts";
import { FREE_MAIL_DOMAINS } from "#features/mappings/free-mail-domains.ts";
import { foldText } from "#lib/fold.ts";

const LIMIT = 5;

/**
 * Other leads of the same person, and of the same company as far as the e-mail domain tells; private mailboxes tell
 * nothing. Newest first.
 */
export function relatedLeads(reader: Reader, lead: LeadDetail) {
  const domain = companyDomain(lead.email);
  const samePerson = eq(leads.personKey, lead.personKey);
  const sameCompany = domain
    ? and(containsWord(foldText(`@${domain}`)), sql`lower(split_part(${leads.email}, '@', 2)) = ${domain}`)
    : undefined;
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
      status: leads.status,
      receivedAt: leads.receivedAt,
      isSamePerson: sql<boolean>`${samePerson}`,
    })
    .from(leads)
    .where(
      and(
        eq(leads.workspaceId, reader.workspaceId),
        ne(leads.id, lead.id),
        eq(leads.isTest, lead.isTest),
        or(samePerson, sameCompany),
      ),
    )
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(LIMIT);
}

export type RelatedLead = Awaited<ReturnType<typeof relatedLeads>>[number];

function companyDomain(email: string | null): string | null {
  const domain = email?.toLowerCase().split("@").at(1)?.trim();
  return domain && !FREE_MAIL_DOMAINS.has(domain) ? domain : null;
}
