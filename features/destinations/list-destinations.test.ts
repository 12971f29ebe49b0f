import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#db/client.ts";
import { createDelivery, createLead } from "#db/factories.ts";
import { deliveries, destinations } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import {
  at,
  attempt,
  BUSY,
  claimAt,
  createForwarding,
  DELIVERED,
  type Forwarding,
  oweLead,
  REFUSED,
  SIGNED_OUT,
  START,
  sendAll,
} from "#features/deliveries/forwarding.fixture.ts";
import { pauseDestination } from "#features/deliveries/pause-destination.ts";
import { getDestination } from "#features/destinations/get-destination.ts";
import { listDestinations } from "#features/destinations/list-destinations.ts";
import { saveDraft } from "#features/mappings/save-draft.ts";

useTestDatabase();

let forwarding: Forwarding;

beforeEach(async () => {
  await db.update(deliveries).set({ state: "cancelled" });
  forwarding = await createForwarding();
});

async function listed(now = at(60)) {
  const [row] = await listDestinations(forwarding.session, now);
  if (!row) throw new Error("The workspace has a destination");
  return row;
}

describe("health", () => {
  it("is good while leads arrive", async () => {
    await oweLead(forwarding);
    await sendAll(START, DELIVERED);
    await oweLead(forwarding);
    expect(await listed()).toMatchObject({ health: "healthy", waitingCount: 1, failedCount: 0, pause: null });
  });

  it("is not good while every try fails, and says when the next one is", async () => {
    await oweLead(forwarding);
    await sendAll(START, BUSY);
    expect(await listed()).toMatchObject({ health: "held", isFailing: true, nextTryAt: at(5), circuit: "sending" });
    await sendAll(at(5), DELIVERED);
    expect(await listed()).toMatchObject({ health: "healthy", isFailing: false, nextTryAt: null });
  });

  it("is on hold once the destination went on hold by itself, and tells its steps", async () => {
    for (let count = 0; count < 5; count += 1) await oweLead(forwarding);
    await sendAll(START, BUSY);
    expect(await listed()).toMatchObject({ health: "held", circuit: "held", nextTryAt: at(60), waitingCount: 5 });
    const [lease] = await claimAt(at(60));
    expect(await listed()).toMatchObject({ circuit: "trying" });
    if (lease) await attempt(lease, at(60), DELIVERED);
    expect(await listed()).toMatchObject({ health: "healthy", circuit: "again", waitingCount: 4 });
    for (let second = 61; second < 65; second += 1) await sendAll(at(second), DELIVERED);
    expect(await listed()).toMatchObject({ health: "healthy", circuit: "sending", waitingCount: 0 });
  });

  it("needs attention when a secret has run out", async () => {
    const ends = (days: number) =>
      db.update(destinations).set({ credentialsExpireOn: new Date(Date.now() + days * 86_400_000).toISOString() });
    await ends(12);
    expect(await listed()).toMatchObject({ health: "healthy", secretDaysLeft: 12 });
    await ends(0);
    expect(await listed()).toMatchObject({ health: "attention", secretDaysLeft: 0 });
  });

  it("is on hold while the destination asked to wait", async () => {
    await db.update(destinations).set({ nextAllowedAt: at(90) });
    expect(await listed(at(89))).toMatchObject({ health: "held", nextAllowedAt: at(90) });
    expect(await listed(at(91))).toMatchObject({ health: "healthy", nextAllowedAt: null });
  });

  it("needs attention for leads that failed", async () => {
    await oweLead(forwarding);
    await sendAll(START, REFUSED);
    expect(await listed()).toMatchObject({ health: "attention", failedCount: 1, waitingCount: 0 });
  });

  it("needs attention when the sign-in no longer works, and is paused when a person paused it", async () => {
    await oweLead(forwarding);
    await sendAll(START, SIGNED_OUT);
    expect(await listed()).toMatchObject({ health: "attention", pause: { cause: "auth", by: null }, waitingCount: 1 });
    await pauseDestination(forwarding.session, forwarding.destinationId, START);
    expect(await listed()).toMatchObject({
      health: "paused",
      pause: { cause: "person", by: forwarding.session.name },
      pausedAt: START,
    });
  });
});

describe("the last 14 days", () => {
  it("are the reader's days", async () => {
    await settle("delivered", "2026-11-22T02:00:00Z");
    await settle("delivered", "2026-11-21T23:30:00Z");
    await settle("delivered", "2026-11-08T12:00:00Z");
    await settle("failed", "2026-11-20T12:00:00Z");

    const utc = (await listed()).days;
    expect(utc.map(({ day }) => day)).toEqual(days("2026-11-09", 14));
    expect(utc.filter(({ delivered, failed }) => delivered + failed > 0)).toEqual([
      { day: "2026-11-20", delivered: 0, retried: 0, failed: 1, waiting: 0 },
      { day: "2026-11-21", delivered: 1, retried: 0, failed: 0, waiting: 0 },
      { day: "2026-11-22", delivered: 1, retried: 0, failed: 0, waiting: 0 },
    ]);

    const [madrid] = await listDestinations({ ...forwarding.session, timeZone: "Europe/Madrid" }, at(60));
    expect(madrid?.days.at(-1)).toMatchObject({ day: "2026-11-22", delivered: 2, failed: 0 });
    expect(madrid?.lastSentAt).toEqual(new Date("2026-11-22T02:00:00Z"));
  });
});

describe("the list", () => {
  it("tells of a draft and ends at the workspace", async () => {
    const text = { kind: "text" as const, text: "x" };
    const rows = [{ target: "company", value: [text], fallback: [] }];
    await saveDraft(forwarding.session, forwarding.destinationId, rows);
    expect(await listed()).toMatchObject({ mappingVersion: 1, draftChanges: 1 });
    expect(await listDestinations((await createForwarding()).session)).toMatchObject([{ draftChanges: 0 }]);
    expect(await getDestination((await createForwarding()).session, forwarding.destinationId)).toBeNull();
  });

  it("does not hold settings, which may be secrets", async () => {
    await db
      .update(destinations)
      .set({ connector: "webhook", settings: { url: "https://h.example/k3y", body: "standard" } });
    expect(JSON.stringify(await listed())).not.toContain("k3y");
    expect((await listed()).summary).toBe("h.example");
  });
});

describe("recent problems", () => {
  it("are grouped by their code, newest first", async () => {
    for (let count = 0; count < 2; count += 1) await oweLead(forwarding);
    await sendAll(at(-100), BUSY);
    expect((await getDestination(forwarding.session, forwarding.destinationId, at(60)))?.recentProblems).toEqual([]);
    await sendAll(START, BUSY);
    await sendAll(at(6), REFUSED);
    const detail = await getDestination(forwarding.session, forwarding.destinationId, at(60));
    expect(detail?.recentProblems).toEqual([
      { code: "bad_request", message: "HTTP 400", count: 2, lastAt: expect.any(Date) },
      { code: "unavailable", message: "HTTP 503", count: 2, lastAt: expect.any(Date) },
    ]);
  });
});

async function settle(state: "delivered" | "failed", time: string): Promise<void> {
  const { workspaceId, endpointId, destinationId } = forwarding;
  const lead = await createLead(workspaceId, { endpointId });
  const { id } = await createDelivery(workspaceId, { leadId: lead.id, destinationId });
  const when = new Date(time);
  await db
    .update(deliveries)
    .set({ state, updatedAt: when, deliveredAt: state === "delivered" ? when : null })
    .where(eq(deliveries.id, id));
}

function days(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10),
  );
}
