import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#db/client.ts";
import { createUser, createWorkspace } from "#db/factories.ts";
import { memberships, sessions, users } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { changePassword, resetPassword } from "#features/people/change-password.ts";
import { hashPassword } from "#features/people/password.ts";
import { readSession } from "#features/people/read-session.ts";
import { decodeSessionCookie, encodeSessionCookie } from "#features/people/session-cookie.ts";
import { endSession, startSession } from "#features/people/user-session.ts";

useTestDatabase();

const PASSWORD = "a short sentence";
const NEW_PASSWORD = "another sentence";

let workspaceId: string;
let userId: string;
let email: string;
let sessionId: string;

beforeEach(async () => {
  ({ id: workspaceId } = await createWorkspace({ timeZone: "Europe/Madrid" }));
  ({ id: userId, email } = await createUser(workspaceId, { passwordHash: await hashPassword(PASSWORD) }));
  sessionId = await startSession(userId);
});

async function age(column: "createdAt" | "lastSeenAt", hours: number): Promise<void> {
  await db
    .update(sessions)
    .set({ [column]: sql`now() - make_interval(hours => ${hours}::int)` })
    .where(eq(sessions.id, sessionId));
}

async function current() {
  const session = await readSession(sessionId);
  if (!session) throw new Error("expected to be signed in");
  return session;
}

describe("a session", () => {
  it("says who is asking, for which workspace, in which role and time zone", async () => {
    expect(await current()).toEqual({
      sessionId,
      workspaceId,
      workspaceName: "Northwind",
      userId,
      name: "Ana Torres",
      email,
      role: "admin",
      timeZone: "Europe/Madrid",
    });
  });

  it("has a changed role at the next request", async () => {
    await db
      .update(memberships)
      .set({ role: "viewer" })
      .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId)));
    expect((await current()).role).toBe("viewer");
  });

  it("ends with signing out, also for a copy of the cookie", async () => {
    const cookie = await encodeSessionCookie(sessionId);
    await endSession(sessionId);
    expect(await decodeSessionCookie(cookie)).toBe(sessionId);
    expect(await readSession(sessionId)).toBeNull();
  });

  it("ends when the user is disabled", async () => {
    await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, userId));
    expect(await readSession(sessionId)).toBeNull();
  });

  it("ends when the user leaves the last workspace", async () => {
    await db.delete(memberships).where(eq(memberships.userId, userId));
    expect(await readSession(sessionId)).toBeNull();
  });

  it("ends after twelve idle hours, and not before", async () => {
    await age("lastSeenAt", 11);
    expect(await readSession(sessionId)).not.toBeNull();
    await age("lastSeenAt", 13);
    expect(await readSession(sessionId)).toBeNull();
  });

  it("is kept awake by requests, but for seven days at most", async () => {
    await age("lastSeenAt", 11);
    await readSession(sessionId);
    const [row] = await db.select({ at: sessions.lastSeenAt }).from(sessions).where(eq(sessions.id, sessionId));
    expect(row?.at.getTime()).toBeGreaterThan(Date.now() - 60_000);

    await age("createdAt", 7 * 24 + 1);
    expect(await readSession(sessionId)).toBeNull();
  });
});

describe("a new password", () => {
  it("signs the person out everywhere else", async () => {
    const elsewhere = await startSession(userId);
    expect(await changePassword(await current(), PASSWORD, NEW_PASSWORD, "192.0.2.1")).toEqual({ ok: true });
    expect(await readSession(elsewhere)).toBeNull();
    expect(await readSession(sessionId)).not.toBeNull();
  });

  it("is not taken without the current one, and nobody is signed out", async () => {
    const elsewhere = await startSession(userId);
    expect(await changePassword(await current(), "a wrong sentence", NEW_PASSWORD, "192.0.2.1")).toEqual({
      ok: false,
      code: "current_wrong",
    });
    expect(await readSession(elsewhere)).not.toBeNull();
  });

  it("is not taken when it is short", async () => {
    expect(await changePassword(await current(), PASSWORD, "eleven char", "192.0.2.1")).toEqual({
      ok: false,
      code: "password_too_short",
    });
  });

  it("given by the administrator's command ends every session", async () => {
    expect(await resetPassword(email.toUpperCase(), NEW_PASSWORD)).toEqual({ ok: true });
    expect(await readSession(sessionId)).toBeNull();
    expect(await resetPassword("nobody@northwind.example", NEW_PASSWORD)).toEqual({
      ok: false,
      code: "user_not_found",
    });
  });
});

describe("the cookie", () => {
  it("is worth nothing when it was not made here", async () => {
    const cookie = await encodeSessionCookie(sessionId);
    expect(await decodeSessionCookie(`${cookie.slice(0, -4)}AAAA`)).toBeNull();
    expect(await decodeSessionCookie("")).toBeNull();
    expect(await decodeSessionCookie("not.a.token")).toBeNull();
  });
});
