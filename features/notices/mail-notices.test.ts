import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { db } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { createDestination, createUser, createWorkspace } from "#db/factories.ts";
import { destinations, notices } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { setSecretExpiry } from "#features/destinations/set-secret-expiry.ts";
import { addNotice, type NewNotice } from "#features/notices/add-notice.ts";
import { dismissNotice } from "#features/notices/dismiss-notice.ts";
import { hasWarnings, listNotices } from "#features/notices/list-notices.ts";
import { mailNotices } from "#features/notices/mail-notices.ts";
import { noteSecretExpiry } from "#features/notices/note-secret-expiry.ts";
import type { Mail, SendMailResult } from "#features/notices/send-mail.ts";
import type { Session } from "#features/people/session.ts";
import { forgetEnv } from "#lib/env.ts";

useTestDatabase();

const NOW = new Date("2026-11-22T09:00:00Z");
const FAILED: SendMailResult = { ok: false, code: "mail_later", message: "421 try later" };

let workspaceId: string;
let destinationId: string;
let admin: Awaited<ReturnType<typeof createUser>>;

beforeEach(async () => {
  setSmtp("smtp://mail.example");
  await db.update(notices).set({ emailedAt: NOW });
  await db.update(destinations).set({ credentialsExpireOn: null });
  ({ id: workspaceId } = await createWorkspace({ timeZone: "Europe/Madrid" }));
  ({ id: destinationId } = await createDestination(workspaceId, { name: "HubSpot" }));
  admin = await createUser(workspaceId);
});

afterEach(() => setSmtp(undefined));

function setSmtp(url: string | undefined): void {
  if (url) process.env.SMTP_URL = url;
  else delete process.env.SMTP_URL;
  process.env.SMTP_FROM = "buzon@contoso.example";
  process.env.BUZON_URL = "https://leads.contoso.example";
  forgetEnv();
}

function tell(kind: NewNotice["kind"], details: NewNotice["details"] = {}, at = NOW): Promise<void> {
  return db.transaction((tx) => addNotice(tx, { workspaceId, destinationId, kind, details }, databaseClock(at)));
}

/** Mails until nothing is left to do at this time. */
async function mailAll(now: Date, answer: (mail: Mail) => SendMailResult = () => ({ ok: true })): Promise<Mail[]> {
  const sent: Mail[] = [];
  const send = async (mail: Mail) => {
    sent.push(mail);
    return answer(mail);
  };
  while (await mailNotices({ send, now }));
  return sent;
}

function minutes(count: number): Date {
  return new Date(NOW.getTime() + count * 60_000);
}

function session(role: Session["role"] = "admin"): Session {
  const { id: userId, name, email } = admin;
  return { sessionId: "", workspaceId, workspaceName: "", userId, name, email, role, timeZone: "UTC" };
}

describe("a notice", () => {
  it("is mailed once to every admin, in their language, with the way to the destination", async () => {
    const ines = await createUser(workspaceId, { language: "es" });
    await createUser(workspaceId, { role: "editor" });
    await createUser(workspaceId, { disabledAt: NOW });
    await tell("broken", { cause: "auth", code: "AADSTS7000222", message: "secret of ada@fabrikam.example" });

    const mails = await mailAll(NOW);
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      [[admin.email], "Buzón: HubSpot does not take leads"],
      [[ines.email], "Buzón: HubSpot no acepta leads"],
    ]);
    expect(mails[0]?.text).toContain(`https://leads.contoso.example/destinations/${destinationId}`);
    expect(mails[0]?.text).toContain("The sign-in does not work (code: AADSTS7000222)");
    expect(mails[0]?.text).toContain("November 22, 2026 at 10:00 AM (Europe/Madrid)");
    expect(JSON.stringify(mails), "what a destination says may be about a person").not.toContain("fabrikam");
    expect(await mailAll(minutes(60 * 10))).toEqual([]);
  });

  it("is tried again while the mail server is away, and whoever has got it does not get it twice", async () => {
    const second = await createUser(workspaceId);
    await tell("broken");
    const first = await mailAll(NOW, ({ to }) => (to[0] === second.email ? FAILED : { ok: true }));
    expect(first).toHaveLength(2);
    expect(await mailAll(minutes(4))).toEqual([]);
    expect((await mailAll(minutes(5), () => FAILED)).map(({ to }) => to)).toEqual([[second.email]]);
    expect(await mailAll(minutes(19))).toEqual([]);
    expect((await mailAll(minutes(20))).map(({ to }) => to)).toEqual([[second.email]]);
    expect(await mailAll(minutes(600))).toEqual([]);
  });

  it("is no news after a day", async () => {
    await tell("broken");
    expect(await mailAll(minutes(24 * 60))).toEqual([]);
  });

  it("that it is back waits for the one that it broke", async () => {
    await tell("broken");
    await mailAll(NOW, () => FAILED);
    await tell("recovered", {}, minutes(1));
    expect(await mailAll(minutes(2))).toEqual([]);
    expect((await mailAll(minutes(5))).map(({ subject }) => subject)).toEqual([
      "Buzón: HubSpot does not take leads",
      "Buzón: HubSpot takes leads again",
    ]);
  });

  it("is mailed by one of several workers", async () => {
    await tell("broken");
    const sent: Mail[] = [];
    const send = async (mail: Mail): Promise<SendMailResult> => {
      sent.push(mail);
      return { ok: true };
    };
    await Promise.all(Array.from({ length: 5 }, () => mailNotices({ send, now: NOW })));
    expect(sent).toHaveLength(1);
  });

  it("is not mailed without a mail server, and shown all the same", async () => {
    setSmtp(undefined);
    await tell("broken");
    expect(await mailAll(NOW)).toEqual([]);
    expect(await listNotices({ workspaceId }, NOW)).toMatchObject([{ kind: "broken", destinationName: "HubSpot" }]);
  });

  it("is shown until somebody dismisses it or it is no longer true", async () => {
    await tell("broken");
    expect(await hasWarnings({ workspaceId })).toBe(true);
    await tell("recovered", {}, minutes(10));
    expect((await listNotices({ workspaceId }, minutes(11))).map(({ kind }) => kind)).toEqual(["recovered"]);
    expect(await listNotices({ workspaceId }, minutes(10 + 24 * 60))).toEqual([]);

    await tell("broken", {}, minutes(20));
    const [notice] = await listNotices({ workspaceId }, minutes(21));
    expect(await dismissNotice(session("viewer"), notice?.id ?? "")).toEqual({ ok: false, code: "forbidden" });
    await dismissNotice({ ...session(), workspaceId: (await createWorkspace()).id }, notice?.id ?? "");
    expect(await hasWarnings({ workspaceId }), "what another workspace dismisses").toBe(true);
    expect(await dismissNotice(session(), notice?.id ?? "")).toEqual({ ok: true });
    expect(await hasWarnings({ workspaceId })).toBe(false);
  });
});

describe("a secret that runs out", () => {
  it("is told of 30, 7 and 1 day before and on the day, once each, whoever looks", async () => {
    await setSecretExpiry(session(), destinationId, "2026-12-31");
    const told: [string, string][] = [];
    for (let day = 0; day < 45; day += 1) {
      const now = new Date(NOW.getTime() + day * 24 * 3600_000);
      await Promise.all([noteSecretExpiry(now), noteSecretExpiry(now)]);
      for (const { subject } of await mailAll(now)) told.push([now.toISOString().slice(0, 10), subject]);
    }
    expect(told).toEqual([
      ["2026-12-01", "Buzón: the secret of HubSpot expires on December 31, 2026"],
      ["2026-12-24", "Buzón: the secret of HubSpot expires on December 31, 2026"],
      ["2026-12-30", "Buzón: the secret of HubSpot expires on December 31, 2026"],
      ["2026-12-31", "Buzón: the secret of HubSpot has expired"],
    ]);
    expect((await listNotices({ workspaceId }, NOW)).map(({ kind }) => kind)).toEqual(["secret_expired"]);
  });

  it("is told of once when it is noted late, and no more when another day is noted", async () => {
    await setSecretExpiry(session(), destinationId, "2026-11-25");
    expect(await noteSecretExpiry(NOW)).toBe(1);
    expect(await hasWarnings({ workspaceId })).toBe(true);
    await setSecretExpiry(session(), destinationId, "2028-11-25");
    expect(await noteSecretExpiry(NOW)).toBe(0);
    expect(await hasWarnings({ workspaceId })).toBe(false);
  });

  it("is noted by admins", async () => {
    expect(await setSecretExpiry(session("editor"), destinationId, "2026-12-31")).toEqual({
      ok: false,
      code: "forbidden",
    });
    const [stored] = await db.select().from(destinations).where(eq(destinations.id, destinationId));
    expect(stored?.credentialsExpireOn).toBeNull();
  });
});
