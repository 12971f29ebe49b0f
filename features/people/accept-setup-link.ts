import { eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { setupLinks, workspaces } from "#db/schema.ts";
import { createUser, type NewUser, type UserProblem } from "#features/people/create-user.ts";
import { sha256 } from "#lib/crypto.ts";

export type AcceptSetupResult = { ok: true; userId: string } | { ok: false; code: UserProblem | "link_invalid" };

/** Makes the first administrator in exchange for the link, which is used up if and only if that succeeds. */
export async function acceptSetupLink(token: string, person: Omit<NewUser, "role">): Promise<AcceptSetupResult> {
  return db.transaction(async (tx) => {
    const used = await tx
      .delete(setupLinks)
      .where(eq(setupLinks.tokenHash, sha256(token)))
      .returning({ createdAt: setupLinks.createdAt });
    if (used.length === 0) return { ok: false, code: "link_invalid" };

    const made = await createUser({ ...person, role: "admin" }, tx);
    if (!made.ok) {
      await tx.insert(setupLinks).values({ tokenHash: sha256(token) });
      return made;
    }
    if (person.timeZone) await tx.update(workspaces).set({ timeZone: person.timeZone });
    return made;
  });
}

/** Whether the link still works; looking does not use it up, because mail scanners and previews look. */
export async function isSetupLinkValid(token: string): Promise<boolean> {
  const found = await db
    .select({ createdAt: setupLinks.createdAt })
    .from(setupLinks)
    .where(eq(setupLinks.tokenHash, sha256(token)))
    .limit(1);
  return found.length > 0;
}
