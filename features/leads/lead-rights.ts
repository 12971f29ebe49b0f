import type { Role } from "#features/people/session.ts";

/** May change status, owner, tags and follow-up and write notes: everybody but those who only read. */
export function mayWorkLeads(role: Role): boolean {
  return role !== "viewer";
}

/** The same for one lead: there is nothing to work on where it was erased. */
export function mayWorkLead(role: Role, lead: { erasedAt: Date | null }): boolean {
  return mayWorkLeads(role) && lead.erasedAt === null;
}

/** May say that a lead is a test or must not be contacted, and take that back: it decides what is forwarded. */
export function mayFlagLeads(role: Role): boolean {
  return role === "admin" || role === "editor";
}

/** May take the personal data out of leads for good. */
export function mayEraseLeads(role: Role): boolean {
  return role === "admin";
}

/** May take leads out of Buzón as a file. */
export function mayExportLeads(role: Role): boolean {
  return role === "admin" || role === "editor";
}
