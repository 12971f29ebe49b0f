import type { Role } from "#features/people/session.ts";

/** May keep views of their own: everybody but those who only read. */
export function mayKeepViews({ role }: { role: Role }): boolean {
  return role !== "viewer";
}

/** May show a view to everybody. */
export function mayShareViews({ role }: { role: Role }): boolean {
  return role === "admin" || role === "editor";
}

/** May change what is theirs, and admins what everybody sees; a private view of somebody else does not exist for them. */
export function mayChangeView(
  { role, userId }: { role: Role; userId: string },
  view: { userId: string; isShared: boolean },
): boolean {
  return view.userId === userId ? mayKeepViews({ role }) : view.isShared && role === "admin";
}
