import { beforeEach, describe, expect, it } from "vitest";
import type { Job, Outcome } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import { deliveries } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import {
  at,
  attempt,
  BUSY,
  claimAt,
  createForwarding,
  DELIVERED,
  type Forwarding,
  listAttempts,
  oweLead,
  REFUSED,
  readDelivery,
  readDestination,
  SIGNED_OUT,
  START,
  sendAll,
} from "#features/deliveries/forwarding.fixture.ts";
import { handBackLeases } from "#features/deliveries/hand-back-leases.ts";
import { pauseDestination } from "#features/deliveries/pause-destination.ts";
import { MOST_CRASHES, recoverLeases } from "#features/deliveries/recover-leases.ts";
import { resumeDestination } from "#features/deliveries/resume-destination.ts";
import { RETRY_DELAYS_SECONDS } from "#features/deliveries/retry-schedule.ts";

useTestDatabase();

let forwarding: Forwarding;

beforeEach(async () => {
  await db.update(deliveries).set({ state: "cancelled" });
  forwarding = await createForwarding();
});

describe("a delivered lead", () => {
  it("keeps the record's id and link and the warnings of the destination", async () => {
    const id = await oweLead(forwarding);
    await sendAll(at(2), {
      kind: "delivered",
      created: true,
      externalId: "lead-7",
      url: "https://crm.example/lead-7",
      warnings: ["The phone was left out"],
    });

    expect(await readDelivery(id)).toMatchObject({
      state: "delivered",
      deliveredAt: at(2),
      externalId: "lead-7",
      externalUrl: "https://crm.example/lead-7",
      mappingVersion: 1,
      nextAttemptAt: null,
      leaseToken: null,
      lastProblem: null,
    });
    expect(await listAttempts(id)).toMatchObject([
      {
        number: 1,
        trigger: "auto",
        outcome: "delivered",
        warnings: [{ code: "said", values: { text: "The phone was left out" } }],
      },
    ]);
  });

  it("is recorded even when the destination answers with what Postgres cannot store", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, {
      kind: "reject",
      code: "bad\0",
      message: "half \ud800",
      fields: [{ field: "\0", message: "no" }],
    });
    expect((await readDelivery(id)).lastProblem).toEqual({
      code: "bad\ufffd",
      message: "half \ufffd",
      fields: [{ field: "\ufffd", message: "no" }],
    });
  });
});

describe("a destination that cannot take a lead now", () => {
  it("is asked again on the schedule of Standard Webhooks, then the lead needs a person", async () => {
    const id = await oweLead(forwarding);
    let now = START;
    for (const seconds of RETRY_DELAYS_SECONDS.slice(1)) {
      await sendAll(now, BUSY);
      const { state, nextAttemptAt, lastProblem } = await readDelivery(id);
      expect({ state, waited: secondsBetween(now, nextAttemptAt) }).toEqual({ state: "queued", waited: seconds });
      expect(lastProblem).toEqual({ code: "unavailable", message: "HTTP 503" });
      now = nextAttemptAt ?? now;
    }
    await sendAll(now, BUSY);
    expect(await readDelivery(id)).toMatchObject({ state: "failed", nextAttemptAt: null, attemptCount: 10 });
    expect(RETRY_DELAYS_SECONDS).toEqual([0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]);
  });

  it("is asked up to a fifth later than planned, never earlier", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, BUSY, () => 1);
    expect((await readDelivery(id)).nextAttemptAt).toEqual(at(6));
  });

  it("is never asked before the time it named, which may be a day away at most", async () => {
    const [first, second] = [await oweLead(forwarding), await oweLead(forwarding)];
    await sendAll(START, ({ deliveryId }) => ({ ...BUSY, retryAt: at(deliveryId === first ? 90 : 200_000) }));
    expect((await readDelivery(first)).nextAttemptAt).toEqual(at(90));
    expect((await readDelivery(second)).nextAttemptAt).toEqual(at(86_400));
  });

  it("gets no other lead either when it is overloaded", async () => {
    const [overloaded] = [await oweLead(forwarding), await oweLead(forwarding)];
    const [lease] = await claimAt(START, { limit: 1 });
    if (lease) await attempt(lease, START, { ...BUSY, throttle: true, retryAt: at(60) });

    expect((await readDestination(forwarding)).nextAllowedAt).toEqual(at(60));
    expect(await claimAt(at(59))).toEqual([]);
    expect(await claimAt(at(60))).toHaveLength(2);
    expect(await readDelivery(overloaded)).toMatchObject({ attemptCount: 2 });
  });
});

describe("a lead that a destination refuses", () => {
  it("needs a person, with the fields it is about", async () => {
    const id = await oweLead(forwarding);
    const fields = [{ field: "lastname", message: "too long" }];
    await sendAll(START, { kind: "reject", code: "0x80044331", message: "A value is too long", fields });
    expect(await readDelivery(id)).toMatchObject({
      state: "failed",
      lastProblem: { code: "0x80044331", message: "A value is too long", fields },
    });
  });
});

describe("a destination that refuses everything", () => {
  it("is paused at the first refusal: every lead is held, and all are sent once it is resumed, in order", async () => {
    const owed = [];
    for (let count = 0; count < 20; count += 1) owed.push(await oweLead(forwarding));
    const [lease] = await claimAt(START, { limit: 1 });
    if (lease) await attempt(lease, START, SIGNED_OUT);

    expect(await readDestination(forwarding)).toMatchObject({
      state: "paused",
      pausedAt: START,
      pauseReason: { cause: "auth", code: "unauthorized", message: "HTTP 401" },
    });
    expect(await statesOf(owed)).toEqual(new Set(["held"]));
    expect(await claimAt(at(29 * 60))).toEqual([]);

    expect(await resumeDestination(forwarding.session, forwarding.destinationId, at(90_000))).toEqual({ ok: true });
    const sent: string[] = [];
    for (let count = 0; count < owed.length; count += 1) {
      const now = at(90_000 + count / 2);
      const [next] = await claimAt(now);
      if (next) await attempt(next, now, DELIVERED);
      if (next) sent.push(next.id);
    }
    expect(sent).toEqual(owed);
    expect(await statesOf(owed)).toEqual(new Set(["delivered"]));
  });

  it("costs the lead no try: after the release its schedule begins anew", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, BUSY);
    await sendAll(at(5), BUSY);
    await sendAll(at(305), SIGNED_OUT);
    await resumeDestination(forwarding.session, forwarding.destinationId, at(400));
    await sendAll(at(400), BUSY);

    expect((await readDelivery(id)).nextAttemptAt).toEqual(at(405));
    expect((await listAttempts(id)).map(({ number, trigger, outcome }) => [number, trigger, outcome])).toEqual([
      [1, "auto", "retry"],
      [2, "auto", "retry"],
      [3, "auto", "pause"],
      [4, "release", "retry"],
    ]);
  });

  it("stays a person's when a person has paused it, and a try that was running is held too", async () => {
    const [id, other] = [await oweLead(forwarding), await oweLead(forwarding)];
    const [lease] = await claimAt(START, { limit: 1 });
    await pauseDestination(forwarding.session, forwarding.destinationId, at(1));
    if (lease) await attempt(lease, at(2), BUSY);

    expect(await statesOf([id, other])).toEqual(new Set(["held"]));
    expect((await readDestination(forwarding)).pauseReason).toEqual({
      cause: "person",
      userId: forwarding.userId,
    });
  });
});

describe("a worker that died", () => {
  it("is replaced when its lease ends, and the destination is told that the record may exist", async () => {
    const id = await oweLead(forwarding);
    await claimAt(START);

    expect(await recoverLeases(at(60))).toBe(0);
    expect(await recoverLeases(at(61))).toBe(1);

    const jobs: Job[] = [];
    await sendAll(at(61), (job) => {
      jobs.push(job);
      return DELIVERED;
    });
    expect(jobs).toMatchObject([{ deliveryId: id, attempt: 2, previousUnknown: true, firstAttemptAt: START }]);
    expect((await listAttempts(id)).map(({ number, code }) => [number, code])).toEqual([
      [1, "interrupted"],
      [2, null],
    ]);
    expect(await readDelivery(id)).toMatchObject({ state: "delivered", previousUnknown: false });
  });

  it("and comes back can write nothing over what its successor wrote", async () => {
    const id = await oweLead(forwarding);
    const [stopped] = await claimAt(START);
    if (!stopped) throw new Error("The first worker had a lease");
    const result = await attempt(stopped, at(93), async () => {
      await recoverLeases(at(90));
      await sendAll(at(92), DELIVERED);
      return REFUSED;
    });

    expect(result).toEqual({ ok: false, code: "lease_lost" });
    expect(await readDelivery(id)).toMatchObject({ state: "delivered", deliveredAt: at(92) });
    expect(await listAttempts(id)).toHaveLength(2);
  });

  it("five times over the same lead is not killed by it a sixth time; other leads flow", async () => {
    const poison = await oweLead(forwarding);
    let now = START;
    for (let crash = 0; crash < MOST_CRASHES; crash += 1) {
      expect(await claimAt(now)).toHaveLength(1);
      now = new Date(now.getTime() + 61_000);
      await recoverLeases(now);
    }
    const healthy = await oweLead(forwarding);
    await sendAll(now, DELIVERED);

    expect(await readDelivery(poison)).toMatchObject({ state: "failed", lastProblem: { code: "crashed" } });
    expect(await readDelivery(healthy)).toMatchObject({ state: "delivered" });
  });

  it("now and then, between tries that ended, condemns no lead", async () => {
    const id = await oweLead(forwarding);
    let now = START;
    for (let round = 0; round < MOST_CRASHES; round += 1) {
      await claimAt(now);
      now = new Date(now.getTime() + 61_000);
      await recoverLeases(now);
      if (round === 2) await sendAll(now, BUSY);
      now = (await readDelivery(id)).nextAttemptAt ?? now;
    }
    expect((await readDelivery(id)).state).toBe("queued");
  });

  it("in good order hands its leads back: due at once, and the try does not count", async () => {
    const id = await oweLead(forwarding);
    const leases = await claimAt(START);
    await handBackLeases(leases, at(1));
    expect(await readDelivery(id)).toMatchObject({
      state: "queued",
      attemptCount: 0,
      nextAttemptAt: at(1),
      previousUnknown: true,
    });
    for (const lease of leases) expect(await attempt(lease, at(2), DELIVERED)).toMatchObject({ code: "lease_lost" });
  });
});

describe("an answer that got lost", () => {
  it("is remembered until a try succeeds, even if a later one is clearly refused for now", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, { kind: "retry", code: "timeout", message: "No answer in time", unknown: true });
    await sendAll(at(10), BUSY);
    const told: boolean[] = [];
    await sendAll(at(1_000), ({ previousUnknown }): Outcome => {
      told.push(previousUnknown);
      return DELIVERED;
    });
    expect(told).toEqual([true]);
    expect((await readDelivery(id)).previousUnknown).toBe(false);
  });
});

async function statesOf(ids: string[]): Promise<Set<string>> {
  const found = await Promise.all(ids.map(readDelivery));
  return new Set(found.map(({ state }) => state));
}

function secondsBetween(from: Date, to: Date | null): number | null {
  return to && (to.getTime() - from.getTime()) / 1000;
}
