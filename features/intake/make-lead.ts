import { type leads, NOTHING_LAST, type receipts } from "#db/schema.ts";
import type { Payload } from "#features/intake/read-payload.ts";
import { understandPayload } from "#features/intake/understand-payload.ts";
import { keyedHash } from "#lib/crypto.ts";
import { foldText } from "#lib/fold.ts";

export type NewLead = Omit<typeof leads.$inferInsert, "number">;

type Receipt = Pick<typeof receipts.$inferSelect, "workspaceId" | "id" | "endpointId" | "receivedAt">;

/** The lead that a readable receipt becomes; its number is given out when it is inserted. */
export function makeLead(id: string, receipt: Receipt, payload: Payload): NewLead {
  const lead = { ...payload, ...understandPayload(payload) };
  return {
    ...lead,
    workspaceId: receipt.workspaceId,
    id,
    endpointId: receipt.endpointId,
    receiptId: receipt.id,
    receivedAt: receipt.receivedAt,
    personKey: keyedHash(identityOf(lead) ?? `receipt ${receipt.id}`),
    searchText: searchTextOf(lead),
    emailDomain: cut(lead.email?.split("@").at(1)?.trim().toLowerCase() ?? "", MAX_DOMAIN_LENGTH) || null,
    sortName: sortKeyOf(lead.lastName, lead.firstName) ?? sortKeyOf(lead.email) ?? NOTHING_LAST,
    sortCompany: sortKeyOf(lead.company) ?? NOTHING_LAST,
  };
}

type Person = Pick<Payload, "firstName" | "lastName" | "email" | "phone" | "company">;

/**
 * What makes two leads one person's: the same e-mail address, else the same phone number, else the same name at the same
 * company. Rather two entries for one person than one for two, so nothing but case and spacing is evened out.
 */
function identityOf({ firstName, lastName, email, phone, company }: Person): string | null {
  if (email) return `email ${evened(email)}`;
  const number = phone && evened(phone).replace(/[\s()./+-]/g, "");
  if (number && /\d/.test(number)) return `phone ${number}`;
  if ((firstName || lastName) && company) {
    return `name ${JSON.stringify([firstName, lastName, company].map((part) => part && evened(part)))}`;
  }
  return null;
}

function evened(text: string): string {
  return text.trim().toLowerCase();
}

/** RFC 1035, 2.3.4. */
const MAX_DOMAIN_LENGTH = 255;
const MAX_SORT_LENGTH = 80;

/** Short, because an index takes no entry over 2.7 kB. */
function sortKeyOf(...parts: (string | null | undefined)[]): string | null {
  return cut(foldText(cut(parts.filter(Boolean).join(" "), 4 * MAX_SORT_LENGTH)), MAX_SORT_LENGTH) || null;
}

/** Without half a character at the end, which Postgres would not take. */
function cut(text: string, length: number): string {
  return text.slice(0, length).toWellFormed();
}

/** As much as a search needs to look at, of texts that may be 256 KiB long. */
const MAX_SEARCH_LENGTH = 8_000;

function searchTextOf(lead: Person & Pick<NewLead, "offerTitle" | "message">): string {
  const { firstName, lastName, company, email, offerTitle, message } = lead;
  const text = [firstName, lastName, company, email, offerTitle, message].filter(Boolean).join(" ");
  return foldText(cut(text, MAX_SEARCH_LENGTH));
}
