import { eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#db/client.ts";
import { createDelivery, createDestination, createLead } from "#db/factories.ts";
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
  readDelivery,
  START,
} from "#features/deliveries/forwarding.fixture.ts";
import type { Lease } from "#features/deliveries/lease.ts";
import { paceOf } from "#features/deliveries/pace.ts";
import { pauseDestination } from "#features/deliveries/pause-destination.ts";
import { replayDelivery } from "#features/deliveries/replay-delivery.ts";
import { untilDue } from "#features/deliveries/until-due.ts";
import { setLimits } from "#features/destinations/set-limits.ts";

useTestDatabase();

let forwarding: Forwarding;

beforeEach(async () => {
  await db.update(deliveries).set({ state: "cancelled" });
  forwarding = await createForwarding();
});

describe("what may be claimed", () => {
  it("is what is due, and it counts as a try from then on", async () => {
    const id = await oweLead(forwarding);

    expect(await claimAt(at(-1))).toEqual([]);
    expect((await claimAt(at(5))).map((lease) => lease.id)).toEqual([id]);

    const delivery = await readDelivery(id);
    expect(delivery).toMatchObject({ state: "sending", attemptCount: 1, firstAttemptAt: at(5), leaseUntil: at(65) });
    expect(delivery.leaseToken).not.toBeNull();
    expect(await claimAt(at(6))).toEqual([]);
  });

  it("is nothing while the destination is paused", async () => {
    await oweLead(forwarding);
    await pauseDestination(forwarding.session, forwarding.destinationId, START);
    expect(await claimAt(at(1))).toEqual([]);
  });

  it("is nothing before the time the destination asked for", async () => {
    await oweLead(forwarding);
    await db.update(destinations).set({ nextAllowedAt: at(30) });
    expect(await claimAt(at(29))).toEqual([]);
    expect(await claimAt(at(30))).toHaveLength(1);
  });

  it("is never more than a destination takes at once", async () => {
    for (let count = 0; count < 5; count += 1) await oweLead(forwarding);
    const limitsOf = () => ({ concurrency: 2 });

    const first = await claimAt(START, { limitsOf });
    expect(first).toHaveLength(2);
    expect(await claimAt(START, { limitsOf })).toEqual([]);
    for (const lease of first.slice(0, 1)) await attempt(lease, START, DELIVERED);
    expect(await claimAt(START, { limitsOf })).toHaveLength(1);
  });

  it("is shared fairly: a destination with one lead does not wait behind one with many", async () => {
    for (let count = 0; count < 6; count += 1) await oweLead(forwarding);
    const other = await createForwarding();
    const lonely = await oweLead(other);
    await db
      .update(deliveries)
      .set({ nextAttemptAt: at(1) })
      .where(inArray(deliveries.id, [lonely]));

    const claimed = await claimAt(at(2), { limit: 2 });
    expect(claimed.map(({ id }) => id)).toContain(lonely);
    expect(claimed).toHaveLength(2);
  });
});

describe("the pace of a destination", () => {
  async function claimTimes(seconds: number, limitsOf = () => ({ concurrency: 100 })): Promise<number[]> {
    const times: number[] = [];
    for (let tenths = 0; tenths < seconds * 10; tenths += 1) {
      const now = at(tenths / 10);
      // Three workers at once, each with room for everything.
      const claimed = await Promise.all([1, 2, 3].map(() => claimAt(now, { limitsOf })));
      for (const lease of claimed.flat()) {
        times.push(now.getTime());
        await attempt(lease, now, DELIVERED);
      }
    }
    return times;
  }

  it("is what an admin set: never more in any minute, spread evenly, whoever claims", async () => {
    for (let count = 0; count < 30; count += 1) await oweLead(forwarding);
    await db.update(destinations).set({ limits: { perMinute: 120 } });
    const times = await claimTimes(5);
    expect(times).toHaveLength(10);
    expect(times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) >= 500)).toBe(true);
  });

  it("is never faster than its kind allows, whatever is set", async () => {
    for (let count = 0; count < 10; count += 1) await oweLead(forwarding);
    await db.update(destinations).set({ limits: { perMinute: 6_000, concurrency: 50 } });
    const limitsOf = () => ({ concurrency: 2, perMinute: 60 });
    expect(await claimTimes(3, limitsOf)).toHaveLength(3);
    expect(paceOf({ concurrency: 50 }, limitsOf())).toEqual({ concurrency: 2, gapMs: 1000 });
    expect(paceOf({ concurrency: 1 }, { concurrency: 2 })).toEqual({ concurrency: 1, gapMs: 0 });
  });

  it("is set by admins, within what its kind allows", async () => {
    const { session, destinationId } = forwarding;
    await db.update(destinations).set({ connector: "webhook" }).where(eq(destinations.id, destinationId));
    const set = (perMinute: number | null, concurrency: number | null, as = session) =>
      setLimits(as, destinationId, { perMinute, concurrency });
    expect(await set(10, 1, { ...session, role: "editor" })).toEqual({ ok: false, code: "forbidden" });
    expect(await set(10, 99)).toEqual({ ok: false, code: "too_fast" });
    expect(await set(10, null)).toEqual({ ok: true });
    const [stored] = await db.select().from(destinations).where(eq(destinations.id, destinationId));
    expect(stored?.limits).toEqual({ perMinute: 10 });
  });

  it("leaves another destination alone", async () => {
    for (let count = 0; count < 3; count += 1) await oweLead(forwarding);
    await db.update(destinations).set({ limits: { perMinute: 1 } });
    const other = await createForwarding();
    for (let count = 0; count < 3; count += 1) await oweLead(other);
    expect(await claimAt(START)).toHaveLength(4);
  });
});

describe("when something is due next", () => {
  it("is known to the millisecond: a retry, the end of a gap or of a wait, a lead to try on hold", async () => {
    await db.update(destinations).set({ state: "active", probeAt: null });
    expect(await untilDue(START)).toBeNull();
    await oweLead(forwarding);
    expect(await untilDue(at(-2))).toBe(2_000);
    expect(await untilDue(START), "it is due now").toBeNull();
    await db.update(destinations).set({ nextSlotAt: at(0.25) });
    expect(await untilDue(START)).toBe(250);
    await db.update(destinations).set({ nextAllowedAt: at(3) });
    expect(await untilDue(START)).toBe(3_000);
    await db.update(destinations).set({ state: "paused", probeAt: at(60) });
    expect(await untilDue(START)).toBe(60_000);
  });
});

describe("several workers", () => {
  it("claim 400 deliveries exactly once each, five at a time", async () => {
    const destinationIds = [forwarding.destinationId];
    for (let count = 1; count < 4; count += 1) {
      destinationIds.push((await createDestination(forwarding.workspaceId)).id);
    }
    const owed = new Set<string>();
    for (let count = 0; count < 100; count += 1) {
      const { id: leadId } = await createLead(forwarding.workspaceId, { endpointId: forwarding.endpointId });
      for (const destinationId of destinationIds) {
        const given = { leadId, destinationId, personKey: leadId, nextAttemptAt: START };
        owed.add((await createDelivery(forwarding.workspaceId, given)).id);
      }
    }

    const claimed: Lease[] = [];
    async function work(): Promise<void> {
      while (claimed.length < owed.size) claimed.push(...(await claimAt(START, { limit: 7 })));
    }
    await Promise.all(Array.from({ length: 5 }, work));

    expect(claimed).toHaveLength(400);
    expect(new Set(claimed.map(({ id }) => id))).toEqual(owed);
    expect(new Set(claimed.map(({ leaseToken }) => leaseToken)).size).toBe(400);
  });

  it("look at a destination one at a time, which keeps its limit, and go on with others meanwhile", async () => {
    await oweLead(forwarding);
    const other = await oweLead(await createForwarding());

    await db.transaction(async (elsewhere) => {
      await elsewhere
        .select({ id: destinations.id })
        .from(destinations)
        .where(eq(destinations.id, forwarding.destinationId))
        .for("no key update");
      expect(ids(await claimAt(START))).toEqual(new Set([other]));
    });
    expect(await claimAt(START)).toHaveLength(1);
  });
});

describe("the leads of one person", () => {
  it("reach a destination one after the other, and a stuck one stops nobody else", async () => {
    const first = await oweLead(forwarding, { personKey: "ada" });
    const second = await oweLead(forwarding, { personKey: "ada" });
    const other = await oweLead(forwarding, { personKey: "grace" });

    const claimed = await claimAt(START);
    expect(ids(claimed)).toEqual(new Set([first, other]));

    for (const lease of claimed) await attempt(lease, START, lease.id === first ? BUSY : DELIVERED);
    expect(await claimAt(at(4)), "the second waits for the first to be tried again").toEqual([]);

    const [retried] = await claimAt(at(60));
    expect(retried?.id).toBe(first);
    if (retried) await attempt(retried, at(60), REFUSED);
    expect(ids(await claimAt(at(61))), "a failed one no longer waits").toEqual(new Set([second]));
  });

  it("go to different destinations independently", async () => {
    const { id: destinationId } = await createDestination(forwarding.workspaceId);
    const lead = await createLead(forwarding.workspaceId, { endpointId: forwarding.endpointId });
    for (const target of [forwarding.destinationId, destinationId]) {
      await createDelivery(forwarding.workspaceId, { leadId: lead.id, destinationId: target, nextAttemptAt: START });
    }
    expect(await claimAt(START)).toHaveLength(2);
  });

  it("stay in order whatever happens, and those of others are never held up", async () => {
    const step = fc.record({
      seconds: fc.integer({ min: 0, max: 40_000 }),
      answers: fc.array(fc.constantFrom(DELIVERED, BUSY, REFUSED, null), { minLength: 1, maxLength: 4 }),
      replays: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("ada", "grace", "edsger"), { minLength: 2, maxLength: 6 }),
        fc.array(step, { minLength: 1, maxLength: 6 }),
        async (persons, steps) => {
          await db.update(deliveries).set({ state: "cancelled" });
          // Of its own, because refusals of an earlier run may have put the destination on hold.
          const forwarding = await createForwarding();
          const owed: string[] = [];
          for (const personKey of persons) owed.push(await oweLead(forwarding, { personKey }));

          let seconds = 0;
          const running: Lease[] = [];
          for (const { seconds: passed, answers, replays } of steps) {
            seconds += passed;
            const before = await readAll(owed);
            const claimed = await claimAt(at(seconds));
            expect(ids(claimed)).toEqual(expectedClaims(before, at(seconds)));

            running.push(...claimed);
            for (const answer of answers) {
              const lease = answer && running.shift();
              if (lease) await attempt(lease, at(seconds), answer);
            }
            const [oldest] = owed;
            if (replays && oldest) {
              const { attemptCount: seenTries } = await readDelivery(oldest);
              await replayDelivery(forwarding.session, oldest, { seenTries, now: at(seconds) });
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

type Row = Awaited<ReturnType<typeof readAll>>[number];

/** The rule in other words: of each person nothing runs, and the oldest that waits is due. */
function expectedClaims(rows: Row[], now: Date): Set<string> {
  const claims = new Set<string>();
  for (const person of new Set(rows.map(({ personKey }) => personKey))) {
    const theirs = rows.filter(({ personKey }) => personKey === person);
    const oldest = theirs.filter(({ state }) => state === "queued").sort((a, b) => a.id.localeCompare(b.id))[0];
    const isFree = theirs.every(({ state }) => state !== "sending");
    if (isFree && oldest?.nextAttemptAt && oldest.nextAttemptAt <= now) claims.add(oldest.id);
  }
  return claims;
}

function readAll(owed: string[]) {
  return db
    .select({
      id: deliveries.id,
      personKey: deliveries.personKey,
      state: deliveries.state,
      nextAttemptAt: deliveries.nextAttemptAt,
    })
    .from(deliveries)
    .where(inArray(deliveries.id, owed));
}

function ids(leases: Lease[]): Set<string> {
  return new Set(leases.map(({ id }) => id));
}
