import type { Role } from "#features/people/session.ts";

/** May change status and owner and write notes: everybody but those who only read. */
export function mayWorkLeads(role: Role): boolean {
  return role !== "viewer";
}

/** May take leads out of Buzón as a file. */
export function mayExportLeads(role: Role): boolean {
  return role === "admin" || role === "editor";
}
