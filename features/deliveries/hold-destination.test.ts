import { eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Connector, Outcome } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import { deliveries, destinations } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { attemptDelivery } from "#features/deliveries/attempt-delivery.ts";
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
  readDelivery,
  readDestination,
  SIGNED_OUT,
  START,
  sendAll,
  stubConnector,
} from "#features/deliveries/forwarding.fixture.ts";
import { pauseDestination } from "#features/deliveries/pause-destination.ts";
import { probeDestination } from "#features/deliveries/probe-destination.ts";
import { recoverLeases } from "#features/deliveries/recover-leases.ts";
import { resumeDestination } from "#features/deliveries/resume-destination.ts";
import { listNoticeKinds } from "#features/deliveries/simulation.fixture.ts";
import { MOST_STRIKES } from "#features/deliveries/strikes.ts";
import { publishMapping } from "#features/mappings/publish-mapping.ts";
import { saveDraft } from "#features/mappings/save-draft.ts";

useTestDatabase();

const OTHERWISE_REFUSED: Outcome = { kind: "reject", code: "duplicate", message: "HTTP 409" };

let forwarding: Forwarding;

beforeEach(async () => {
  await db.update(deliveries).set({ state: "cancelled" });
  await db.update(destinations).set({ state: "active", probeAt: null });
  forwarding = await createForwarding();
});

async function owe(count: number): Promise<string[]> {
  const owed: string[] = [];
  for (let number = 0; number < count; number += 1) owed.push(await oweLead(forwarding));
  return owed;
}

async function statesOf(ids: string[]): Promise<string[]> {
  return (await Promise.all(ids.map(readDelivery))).map(({ state }) => state);
}

async function noticeKinds(): Promise<string[]> {
  return (await listNoticeKinds(forwarding)).map(({ kind }) => kind);
}

/** Puts the destination on hold with five leads, and one more that was never tried. */
async function hold(answer: Outcome): Promise<string[]> {
  const owed = await owe(MOST_STRIKES);
  await sendAll(START, answer);
  expect((await readDestination(forwarding)).state).toBe("paused");
  return owed;
}

describe("a destination goes on hold by itself", () => {
  it("when five leads in a row got no answer, and keeps all of them and whatever comes", async () => {
    const owed = await owe(MOST_STRIKES);
    const leases = await claimAt(START);
    for (const lease of leases.slice(0, 4)) await attempt(lease, START, BUSY);
    expect((await readDestination(forwarding)).state).toBe("active");
    for (const lease of leases.slice(4)) await attempt(lease, START, BUSY);

    expect(await readDestination(forwarding)).toMatchObject({
      state: "paused",
      pauseReason: { cause: "unreachable", code: "unavailable", message: "HTTP 503" },
      pausedAt: START,
      probeAt: at(60),
      brokenSince: START,
    });
    expect(await statesOf(owed)).toEqual(Array(MOST_STRIKES).fill("held"));
    expect(await noticeKinds()).toEqual(["broken"]);
  });

  it("when it asked five times to slow down, and waits for as long as it asked", async () => {
    await hold({ kind: "retry", code: "rate_limited", message: "HTTP 429", throttle: true, retryAt: at(600) });
    expect(await readDestination(forwarding)).toMatchObject({ pauseReason: { cause: "busy" }, probeAt: at(600) });
    expect(await claimAt(at(599))).toEqual([]);
  });

  it("never for one lead alone, however often it fails, nor when others arrive in between", async () => {
    const [poison] = await owe(1);
    let now = START;
    for (let tries = 0; tries < 8; tries += 1) {
      await sendAll(now, BUSY);
      now = (await readDelivery(poison ?? "")).nextAttemptAt ?? now;
    }
    for (let turn = 0; turn < 8; turn += 1) {
      const [broken] = await owe(2);
      await sendAll(START, ({ deliveryId }) => (deliveryId === broken ? BUSY : DELIVERED));
    }
    expect(await readDestination(forwarding)).toMatchObject({ state: "active", strikes: null });
    expect(await noticeKinds()).toEqual([]);
  });

  it("when it refuses five leads in a row alike; they wait too, because it is not the leads", async () => {
    const owed = await hold(REFUSED);
    expect(await readDestination(forwarding)).toMatchObject({
      pauseReason: { cause: "every_lead_refused", code: "bad_request" },
    });
    expect(await statesOf(owed)).toEqual(Array(MOST_STRIKES).fill("held"));
  });

  it("and what it refused as it was sent before is mapped anew, because the mapping is what people will mend", async () => {
    const owed = await owe(MOST_STRIKES);
    await db
      .update(deliveries)
      .set({ resendValues: { name: "as it was" } })
      .where(inArray(deliveries.id, owed));
    await sendAll(START, REFUSED);
    for (const id of owed) expect(await readDelivery(id)).toMatchObject({ state: "held", resendValues: null });
  });

  it("not when it refuses for different reasons", async () => {
    const owed = await owe(8);
    await sendAll(START, ({ deliveryId }) => (owed.indexOf(deliveryId) % 4 === 3 ? OTHERWISE_REFUSED : REFUSED));
    expect((await readDestination(forwarding)).state).toBe("active");
    expect(new Set(await statesOf(owed))).toEqual(new Set(["failed"]));
  });
});

describe("while it is on hold", () => {
  it("one lead is tried at a time, ever more seldom, each time another, and that costs no lead a try", async () => {
    const owed = await hold(BUSY);
    const waits: number[] = [];
    const tried: string[] = [];
    let now = START;
    for (let probe = 0; probe < 8; probe += 1) {
      const { probeAt } = await readDestination(forwarding);
      waits.push(((probeAt?.getTime() ?? 0) - now.getTime()) / 60_000);
      now = probeAt ?? now;
      expect(await claimAt(new Date(now.getTime() - 1))).toEqual([]);
      const leases = await claimAt(now);
      expect(await claimAt(now), "only one").toEqual([]);
      for (const lease of leases) await attempt(lease, now, BUSY);
      tried.push(...leases.map(({ id }) => id));
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
    expect(new Set(tried.slice(0, MOST_STRIKES))).toEqual(new Set(owed));

    await resumeDestination(forwarding.session, forwarding.destinationId, now);
    for (const lease of await claimAt(now)) {
      await attempt(lease, now, BUSY);
      expect((await readDelivery(lease.id)).nextAttemptAt).toEqual(new Date(now.getTime() + 5_000));
    }
  });

  it("a lead that is taken ends it: the rest follow in order, two a second at most, and people are told", async () => {
    const owed = await hold(BUSY);
    await sendAll(at(60), DELIVERED);
    expect(await readDestination(forwarding)).toMatchObject({ state: "active", probeAt: null, brokenSince: null });
    expect(await noticeKinds()).toEqual(["broken", "recovered"]);

    const late = await oweLead(forwarding);
    await db
      .update(deliveries)
      .set({ nextAttemptAt: at(61) })
      .where(eq(deliveries.id, late));
    const sent: string[] = [];
    for (let tenths = 600; tenths < 640; tenths += 1) {
      const now = at(tenths / 10);
      for (const lease of await claimAt(now)) {
        sent.push(lease.id);
        await attempt(lease, now, DELIVERED);
      }
      expect(sent.length).toBeLessThanOrEqual((tenths - 600) / 5);
    }
    expect(sent).toEqual([...owed.slice(1), late]);
  });

  it("a lead that is refused ends it too, because whoever refuses is there", async () => {
    const [poison, ...others] = await hold(BUSY);
    await sendAll(at(60), REFUSED);
    expect(await statesOf([poison ?? ""])).toEqual(["failed"]);
    expect((await readDestination(forwarding)).state).toBe("active");
    for (let second = 61; second < 65; second += 1) await sendAll(at(second), DELIVERED);
    expect(await statesOf(others)).toEqual(Array(4).fill("delivered"));
    expect(await noticeKinds()).toEqual(["broken", "recovered"]);
  });

  it("because of the sign-in, it is asked every half hour, in case that was put right elsewhere", async () => {
    await owe(3);
    const [lease] = await claimAt(START, { limit: 1 });
    if (lease) await attempt(lease, START, SIGNED_OUT);
    for (const minutes of [30, 60, 90]) {
      expect(await claimAt(at(minutes * 60 - 1))).toEqual([]);
      await sendAll(at(minutes * 60), SIGNED_OUT);
    }
    expect((await listNoticeKinds(forwarding)).map(({ kind }) => kind)).toEqual(["broken"]);
    await sendAll(at(120 * 60), DELIVERED);
    expect((await readDestination(forwarding)).state).toBe("active");
  });

  it("a person can have one lead tried at once", async () => {
    await hold(BUSY);
    expect(await probeDestination(forwarding.session, forwarding.destinationId, at(10))).toEqual({ ok: true });
    expect(await claimAt(at(10))).toHaveLength(1);
  });

  it("and nothing waits any more, it goes on as soon as a person asks", async () => {
    const owed = await hold(BUSY);
    await db.update(deliveries).set({ state: "cancelled" });
    expect(owed).toHaveLength(MOST_STRIKES);
    await probeDestination(forwarding.session, forwarding.destinationId, at(10));
    expect(await readDestination(forwarding)).toMatchObject({ state: "active", brokenSince: null });
  });

  it("a worker that dies with the lead it tries leaves it on hold, to be tried again", async () => {
    const owed = await hold(BUSY);
    const [lease] = await claimAt(at(60));
    await recoverLeases(at(200));
    expect(await statesOf(owed)).toEqual(Array(MOST_STRIKES).fill("held"));
    const [next] = await claimAt(at(200));
    expect(next?.id, "another one, because this one may be why").not.toBe(lease?.id);
  });
});

describe("a destination that refused every lead", () => {
  it("is tried with a lead it has not seen, stays on hold while that is refused, and takes all once it is not", async () => {
    const refused = await hold(REFUSED);
    const [fresh = ""] = await owe(1);
    await db.update(deliveries).set({ state: "held", nextAttemptAt: null }).where(eq(deliveries.id, fresh));
    const [lease] = await claimAt(at(60));
    expect(lease?.id).toBe(fresh);
    if (lease) await attempt(lease, at(60), REFUSED);
    expect(await readDestination(forwarding)).toMatchObject({ state: "paused", probeAt: at(180) });
    expect(await statesOf([fresh])).toEqual(["held"]);

    await sendAll(at(180), DELIVERED);
    for (let second = 181; second < 187; second += 1) await sendAll(at(second), DELIVERED);
    expect(new Set(await statesOf([...refused, fresh]))).toEqual(new Set(["delivered"]));
  });

  it("is tried at once when another mapping is published", async () => {
    await hold(REFUSED);
    const { session, destinationId } = forwarding;
    await saveDraft(session, destinationId, [{ target: "x", value: [{ kind: "text", text: "x" }], fallback: [] }]);
    expect(await publishMapping(session, destinationId, null)).toMatchObject({ ok: true });
    // A moment later, because the database counts microseconds.
    expect(await claimAt(new Date(Date.now() + 1000))).toMatchObject([{ isProbe: true }]);
  });

  it("and takes others again does not go on hold for the same five once more: they need a person", async () => {
    const refused = await hold(REFUSED);
    const [fresh = ""] = await owe(1);
    await db.update(deliveries).set({ state: "held", nextAttemptAt: null }).where(eq(deliveries.id, fresh));
    const answer = ({ deliveryId }: { deliveryId: string }) => (deliveryId === fresh ? DELIVERED : REFUSED);
    for (let second = 60; second < 70; second += 1) await sendAll(at(second), answer);
    expect(new Set(await statesOf(refused))).toEqual(new Set(["failed"]));
    expect(await readDestination(forwarding)).toMatchObject({ state: "active", strikes: null });
    expect(await noticeKinds()).toEqual(["broken", "recovered"]);
  });
});

describe("people are told once", () => {
  it("that it broke and once that it is back, whatever they press in between", async () => {
    await hold(BUSY);
    await pauseDestination(forwarding.session, forwarding.destinationId, at(10));
    await resumeDestination(forwarding.session, forwarding.destinationId, at(20));
    for (let second = 20; second < 25; second += 1) await sendAll(at(second), BUSY);
    expect(await readDestination(forwarding)).toMatchObject({ state: "paused", brokenSince: START });
    expect(await noticeKinds()).toEqual(["broken"]);

    await resumeDestination(forwarding.session, forwarding.destinationId, at(30));
    for (let second = 30; second < 40; second += 1) await sendAll(at(second), DELIVERED);
    expect(await noticeKinds()).toEqual(["broken", "recovered"]);
  });

  it("that it is back when the one lead that waited was taken", async () => {
    await owe(1);
    await sendAll(START, SIGNED_OUT);
    await sendAll(at(1800), DELIVERED);
    expect(await noticeKinds()).toEqual(["broken", "recovered"]);
  });

  it("nothing of a pause that somebody made on purpose", async () => {
    await pauseDestination(forwarding.session, forwarding.destinationId, START);
    await resumeDestination(forwarding.session, forwarding.destinationId, at(10));
    await owe(1);
    await sendAll(at(20), DELIVERED);
    expect(await noticeKinds()).toEqual([]);
  });

  it("also when many tries end at the same moment", async () => {
    await owe(20);
    const leases = await claimAt(START);
    await Promise.all(leases.map((lease) => attempt(lease, START, BUSY)));
    expect(await noticeKinds()).toEqual(["broken"]);
  });
});

describe("a lead that may have arrived where nothing keeps a second record from being made", () => {
  const UNKNOWN: Outcome = { kind: "retry", code: "timeout", message: "No answer in time", unknown: true };

  function messenger(answer: Outcome, called: string[]): Connector {
    return {
      ...stubConnector(async ({ deliveryId }) => {
        called.push(deliveryId);
        return answer;
      }),
      identity: "none",
    };
  }

  async function send(now: Date, answer: Outcome): Promise<string[]> {
    const called: string[] = [];
    const connector = messenger(answer, called);
    for (const lease of await claimAt(now)) {
      await attemptDelivery(lease, { connectorOf: () => connector, now: () => now, random: () => 0 });
    }
    return called;
  }

  it("is not sent again by itself, and a person is told why", async () => {
    const [id = ""] = await owe(1);
    expect(await send(START, UNKNOWN)).toEqual([id]);
    expect(await send(at(5), DELIVERED)).toEqual([]);
    expect(await readDelivery(id)).toMatchObject({ state: "failed", lastProblem: { code: "may_have_arrived" } });
    expect((await readDestination(forwarding)).state).toBe("active");
  });

  it("is no lead to try a destination on hold with", async () => {
    const owed = await owe(MOST_STRIKES);
    await send(START, UNKNOWN);
    expect((await readDestination(forwarding)).state).toBe("paused");
    await send(at(60), DELIVERED);
    expect((await readDestination(forwarding)).state, "nobody was called").toBe("paused");

    const [fresh = ""] = await owe(1);
    await db.update(deliveries).set({ state: "held", nextAttemptAt: null }).where(eq(deliveries.id, fresh));
    expect(await send(at(61), DELIVERED)).toEqual([fresh]);
    for (let second = 62; second < 68; second += 1) await send(at(second), DELIVERED);
    expect(new Set(await statesOf(owed))).toEqual(new Set(["failed"]));
    expect((await readDestination(forwarding)).state).toBe("active");
  });
});
