import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db, sqlPool } from "#db/client.ts";
import { createDelivery, createLead, createUser, createWorkspace } from "#db/factories.ts";
import { deliveries, leads, memberships, sessions, users } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { announceTries } from "#features/live/announce-tries.ts";
import { keepAlive } from "#features/live/live-stream.ts";
import { encodeSessionCookie, sessionCookie } from "#features/people/session-cookie.ts";
import { startSession } from "#features/people/user-session.ts";
import { announceStop } from "#lib/stopping.ts";
import { openStream, serveLive } from "./serve.fixture.ts";

useTestDatabase();

type Stream = Awaited<ReturnType<typeof openStream>>;

let server: Awaited<ReturnType<typeof serveLive>>;
let here: Awaited<ReturnType<typeof signIn>>;
const open: Stream[] = [];

beforeAll(async () => {
  server = await serveLive();
  // Whoever is there before the process listens may have missed something.
  const first = await watch((await signIn()).cookie);
  expect(await first.next()).toMatchObject({ arrived: "many", changed: "many" });
});
afterAll(() => server.drain(0));
beforeEach(async () => {
  here = await signIn();
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.leave();
});

describe("a stream", () => {
  test("tells of leads that arrive and change, by their numbers and nothing else", async () => {
    const stream = await watch(here.cookie);
    const lead = await createLead(here.workspaceId);
    expect(await stream.next()).toEqual({ arrived: [lead.number], changed: [], at: expect.any(Number) });

    await db.update(leads).set({ status: "contacted" }).where(eq(leads.id, lead.id));
    expect(await stream.next()).toEqual({ arrived: [], changed: [lead.number], at: expect.any(Number) });
  });

  test("hears nothing of another workspace, in two sessions at once", async () => {
    const there = await signIn();
    await createLead(there.workspaceId);
    const [ours, theirs] = await Promise.all([watch(here.cookie), watch(there.cookie)]);
    await passOver(theirs, there.workspaceId);
    await createLead(there.workspaceId);
    await createLead(here.workspaceId);
    expect(await theirs.next()).toMatchObject({ arrived: [2] });
    expect(await ours.next()).toMatchObject({ arrived: [1] });
  });

  test("gathers what happens at once and says many where there were too many", async () => {
    const lead = await createLead(here.workspaceId);
    const other = await createLead(here.workspaceId);
    const stream = await watch(here.cookie);
    await passOver(stream, here.workspaceId);
    await db.transaction(async (tx) => {
      await tx.update(leads).set({ status: "closed" }).where(eq(leads.id, lead.id));
      await tx.update(leads).set({ repeatCount: 1 }).where(eq(leads.id, lead.id));
      await tx.update(leads).set({ status: "closed" }).where(eq(leads.id, other.id));
    });
    expect(await stream.next()).toMatchObject({ arrived: [], changed: [lead.number, other.number] });

    for (let number = 0; number < 21; number += 1) await createLead(here.workspaceId);
    stream.leave();
    const later = await watch(here.cookie);
    await passOver(later, here.workspaceId);
    await db.update(leads).set({ status: "new" }).where(eq(leads.workspaceId, here.workspaceId));
    expect(await later.next()).toMatchObject({ changed: "many" });
  });

  test("tells of deliveries that a person moved, and of tries when the worker says so", async () => {
    const lead = await createLead(here.workspaceId);
    const delivery = await createDelivery(here.workspaceId, { leadId: lead.id, state: "failed" });
    const stream = await watch(here.cookie);
    await passOver(stream, here.workspaceId);
    await db.update(deliveries).set({ state: "queued" }).where(eq(deliveries.id, delivery.id));
    expect(await stream.next()).toMatchObject({ changed: [lead.number] });

    await db.update(deliveries).set({ state: "sending" }).where(eq(deliveries.id, delivery.id));
    await db.update(deliveries).set({ state: "delivered" }).where(eq(deliveries.id, delivery.id));
    const next = await createLead(here.workspaceId);
    expect(await stream.next()).toMatchObject({ arrived: [next.number], changed: [] });

    await announceTries([delivery]);
    expect(await stream.next()).toMatchObject({ changed: [lead.number] });
  });

  test("after the database cut the connection says that anything may have happened, and goes on", async () => {
    const stream = await watch(here.cookie);
    await sqlPool()`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen "buzon_live"%'`;
    expect(await stream.next()).toMatchObject({ arrived: "many", changed: "many" });
    await createLead(here.workspaceId);
    expect(await stream.next()).toMatchObject({ arrived: [1] });
  });

  test("is nothing for somebody without a session", async () => {
    const { response } = await watch("");
    expect(response.status).toBe(401);
  });

  test("is neither cached nor compressed, so that it comes as it happens", async () => {
    const { response } = await watch(here.cookie);
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("private, no-store, no-transform");
  });
});

describe("a stream ends", () => {
  test("with the session, and not before", async () => {
    const stream = await watch(here.cookie);
    await keepAlive();
    await createLead(here.workspaceId);
    expect(await stream.next()).toMatchObject({ arrived: [1] });

    await db.delete(sessions).where(eq(sessions.userId, here.userId));
    await keepAlive();
    expect(await stream.next()).toBeNull();
  });

  test("when its person no longer belongs to the workspace, or is disabled", async () => {
    const other = await signIn();
    const [left, disabled] = await Promise.all([watch(here.cookie), watch(other.cookie)]);
    await db.delete(memberships).where(eq(memberships.userId, here.userId));
    await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, other.userId));
    await keepAlive();
    expect([await left.next(), await disabled.next()]).toEqual([null, null]);
  });

  test("when the process stops, which does not wait for it", async () => {
    const stopping = await serveLive();
    const stream = await openStream(stopping.url, here.cookie);
    open.push(stream);
    const startedAt = performance.now();
    announceStop();
    await stopping.drain(10_000);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(await stream.next()).toBeNull();
  });

  test("for nobody else when one window is closed, and the ninth of a person is refused", async () => {
    const windows = await Promise.all(Array.from({ length: 8 }, () => watch(here.cookie)));
    const ninth = await watch(here.cookie);
    expect(ninth.response.status).toBe(429);
    windows[0]?.leave();
    await expect.poll(async () => (await watch(here.cookie)).response.status).toBe(200);
    await createLead(here.workspaceId);
    expect(await windows[1]?.next()).toMatchObject({ arrived: [1] });
  });
});

test("an open stream does not keep a session from standing idle", async () => {
  const idle = sql`now() - make_interval(hours => 1)`;
  await db.update(sessions).set({ lastSeenAt: idle }).where(eq(sessions.userId, here.userId));
  await watch(here.cookie);
  await ask(here.cookie, "since=0");
  await keepAlive();
  const [session] = await db.select({ at: sessions.lastSeenAt }).from(sessions).where(eq(sessions.userId, here.userId));
  expect(Date.now() - (session?.at.getTime() ?? 0)).toBeGreaterThan(50 * 60_000);
});

describe("asked without a stream it counts", () => {
  test("the leads of the filter that came after the one somebody has seen, and names the newest without a person", async () => {
    const seen = await createLead(here.workspaceId);
    await createLead(here.workspaceId, { action: "install" });
    await createLead(here.workspaceId, { isTest: true });
    const newest = await createLead(here.workspaceId, { action: "contact", offerTitle: "Contoso Backup" });
    await createLead((await signIn()).workspaceId);

    expect(await ask(here.cookie, `since=${seen.number}`)).toMatchObject({ count: 2, isMore: false });
    expect(await ask(here.cookie, `since=${seen.number}&q=action:contact`)).toEqual({
      count: 1,
      isMore: false,
      newest: { number: newest.number, action: "contact", actionCode: newest.actionCode, offerTitle: "Contoso Backup" },
    });
    expect(await ask(here.cookie, `since=${newest.number}`)).toEqual({ count: 0, isMore: false, newest: null });
  });
});

/** A person with a session in a workspace of their own. */
async function signIn() {
  const { id: workspaceId } = await createWorkspace();
  const { id: userId } = await createUser(workspaceId);
  const cookie = `other=1; ${sessionCookie().name}=${await encodeSessionCookie(await startSession(userId))}`;
  return { workspaceId, userId, cookie };
}

async function watch(cookie: string): Promise<Stream> {
  const stream = await openStream(server.url, cookie);
  open.push(stream);
  return stream;
}

/** Reads what is still on its way from before: Postgres keeps the order. */
async function passOver(stream: Stream, workspace: string): Promise<void> {
  const sentinel = 987_654;
  await sqlPool().notify("buzon_live", JSON.stringify({ workspace, kind: "changed", numbers: [sentinel] }));
  let passed: unknown;
  do passed = await stream.next();
  while (!JSON.stringify(passed).includes(String(sentinel)));
}

async function ask(cookie: string, query: string): Promise<unknown> {
  return (await fetch(`${server.url}?${query}`, { headers: { cookie } })).json();
}
