import type { Role } from "#features/people/session.ts";

/** May change where leads go and how, and send them again. */
export function mayChangeForwarding({ role }: { role: Role }): boolean {
  return role === "admin" || role === "editor";
}
