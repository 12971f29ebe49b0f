import { asc } from "drizzle-orm";
import { v7 } from "uuid";
import { z } from "zod";
import { type Database, db, type Transaction } from "#db/client.ts";
import { memberships, users, workspaces } from "#db/schema.ts";
import { normalEmail } from "#features/people/email.ts";
import { hashPassword, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "#features/people/password.ts";
import type { Role } from "#features/people/session.ts";

export const emailAddress = z.string().transform(normalEmail).pipe(z.email().max(254));
export const newPassword = z.string().min(MIN_PASSWORD_LENGTH).max(MAX_PASSWORD_LENGTH);
export const personName = z.string().trim().min(1).max(120);

export type NewUser = {
  email: string;
  name: string;
  password: string;
  role: Role;
  language?: string;
  timeZone?: string;
};

export type UserProblem = "email_invalid" | "email_taken" | "name_missing" | "password_too_short";
export type CreateUserResult = { ok: true; userId: string } | { ok: false; code: UserProblem };

/** Makes a person who can sign in to the workspace. Works inside the caller's transaction when given one. */
export async function createUser(user: NewUser, database: Database | Transaction = db): Promise<CreateUserResult> {
  const email = emailAddress.safeParse(user.email);
  if (!email.success) return { ok: false, code: "email_invalid" };
  const name = personName.safeParse(user.name);
  if (!name.success) return { ok: false, code: "name_missing" };
  if (!newPassword.safeParse(user.password).success) return { ok: false, code: "password_too_short" };

  const passwordHash = await hashPassword(user.password);
  return database.transaction(async (tx) => {
    const [made] = await tx
      .insert(users)
      .values({
        id: v7(),
        email: email.data,
        name: name.data,
        passwordHash,
        language: user.language,
        timeZone: user.timeZone,
      })
      .onConflictDoNothing({ target: users.email })
      .returning({ id: users.id });
    if (!made) return { ok: false, code: "email_taken" };

    await tx.insert(memberships).values({ workspaceId: await theWorkspace(tx), userId: made.id, role: user.role });
    return { ok: true, userId: made.id };
  });
}

async function theWorkspace(tx: Transaction): Promise<string> {
  const [workspace] = await tx
    .select({ id: workspaces.id })
    .from(workspaces)
    .orderBy(asc(workspaces.createdAt))
    .limit(1);
  if (!workspace) throw new Error("The first start makes the workspace before there is anybody to belong to it");
  return workspace.id;
}
