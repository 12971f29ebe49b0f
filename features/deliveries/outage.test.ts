import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startDataverse } from "#connectors/fakes/dataverse.ts";
import { startEntra } from "#connectors/fakes/entra.ts";
import { type FakeReply, type FakeServer, startServer } from "#connectors/fakes/server.ts";
import { db } from "#db/client.ts";
import { deliveries, destinations } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { createForwarding, type Forwarding, readDestination } from "#features/deliveries/forwarding.fixture.ts";
import {
  allowLoopback,
  arrive,
  type Clock,
  createWebhookForwarding,
  later,
  listNoticeKinds,
  mostWithin,
  workUntil,
} from "#features/deliveries/simulation.fixture.ts";
import { addDestination } from "#features/destinations/add-destination.ts";
import { updateConnection } from "#features/destinations/update-connection.ts";

useTestDatabase();

/** A day of real calls takes a while where many tests run at once. */
vi.setConfig({ testTimeout: 90_000 });

const HOUR = 3600;

let clock: Clock;
const servers: FakeServer[] = [];

beforeEach(async () => {
  allowLoopback();
  await db.update(deliveries).set({ state: "cancelled" });
  clock = { now: new Date() };
});

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

type Call = { at: number; id: string; status: number };

/** A receiver that answers as it is told and remembers when it was called. */
async function startReceiver(answer: () => Exclude<FakeReply, string>): Promise<{ url: string; calls: Call[] }> {
  const calls: Call[] = [];
  const server = await startServer(({ headers }) => {
    const reply = answer();
    calls.push({ at: clock.now.getTime(), id: headers["webhook-id"] ?? "", status: reply.status });
    return reply;
  });
  servers.push(server);
  return { url: `${server.url}/leads`, calls };
}

async function countStates({ destinationId }: Pick<Forwarding, "destinationId">): Promise<Record<string, number>> {
  const rows = await db
    .select({ state: deliveries.state })
    .from(deliveries)
    .where(eq(deliveries.destinationId, destinationId));
  return Object.fromEntries(
    Array.from(
      Map.groupBy(rows, ({ state }) => state),
      ([state, { length }]) => [state, length],
    ),
  );
}

describe("a destination that is away for a day", () => {
  const leads = Number(process.env.OUTAGE_LEADS ?? 500);

  it(`gets all ${leads} leads within an hour of its return, once each, at two a second, without a click`, async () => {
    let isAway = false;
    const { url, calls } = await startReceiver(() => ({ status: isAway ? 503 : 200 }));
    const forwarding = await createWebhookForwarding(url);
    await arrive(forwarding, 1);
    await workUntil(clock, later(clock, 60));

    isAway = true;
    for (let hour = 0; hour < 24; hour += 1) {
      await arrive(forwarding, Math.ceil((leads - 1) / 24));
      await workUntil(clock, later(clock, HOUR));
    }
    expect(calls.length, "the time it is away is not spent calling it").toBeLessThan(100);
    expect(await readDestination(forwarding)).toMatchObject({ state: "paused", pauseReason: { cause: "unreachable" } });

    isAway = false;
    const back = calls.length;
    await workUntil(clock, later(clock, HOUR));

    const delivered = calls.filter(({ status }) => status === 200).map(({ id }) => id);
    const total = 1 + 24 * Math.ceil((leads - 1) / 24);
    expect(await countStates(forwarding)).toEqual({ delivered: total });
    expect(new Set(delivered).size).toBe(total);
    expect(delivered).toHaveLength(total);
    expect(
      mostWithin(
        calls.slice(back).map(({ at }) => at),
        1000,
      ),
    ).toBeLessThanOrEqual(2);
    expect((await listNoticeKinds(forwarding)).map(({ kind }) => kind)).toEqual(["broken", "recovered"]);
    expect(await readDestination(forwarding)).toMatchObject({ state: "active", brokenSince: null, strikes: null });
  });
});

describe("a destination whose sign-in no longer works", () => {
  const leads = Number(process.env.SIGN_IN_LEADS ?? 200);

  it(`is called three times at most while ${leads} leads wait, and gets them all once it is put right`, async () => {
    const entra = await startEntra();
    const dataverse = await startDataverse({ issuer: entra.url });
    servers.push(entra, dataverse);
    const forwarding = await createForwarding();
    const form = {
      settings: {
        url: dataverse.url,
        tenantId: entra.tenantId,
        clientId: entra.clientId,
        authorityUrl: entra.url,
        duplicates: "keep",
      },
      credentials: { clientSecret: entra.clientSecret },
    };
    const added = await addDestination(forwarding.session, { connector: "dynamics", name: "Dynamics", form });
    if (!added.ok) throw new Error(`Not added: ${added.code}`);
    const dynamics = { ...forwarding, destinationId: added.destinationId };
    await db.update(destinations).set({ limits: { concurrency: 1 } });
    await arrive(dynamics, leads);

    const before = dataverse.requests.length;
    dataverse.fail({ when: "instead", requests: "all", reply: { status: 401 } });
    await workUntil(clock, later(clock, 29 * 60));
    expect(dataverse.requests.length - before).toBeLessThanOrEqual(3);
    expect(await countStates(dynamics)).toEqual({ held: leads });

    dataverse.fail(null);
    expect(await updateConnection(dynamics.session, dynamics.destinationId, form)).toMatchObject({ ok: true });
    await workUntil(clock, later(clock, leads));
    expect(await countStates(dynamics)).toEqual({ delivered: leads });
    expect(dataverse.records.size).toBe(leads);
    expect((await listNoticeKinds(dynamics)).map(({ kind }) => kind)).toEqual(["broken", "recovered"]);
  });
});

describe("a destination that asks to slow down", () => {
  const refusals = Number(process.env.SLOW_DOWN_ANSWERS ?? 100);

  it(`is never called before the time it named, in ${refusals} answers of both forms`, async () => {
    const waits = Array.from({ length: refusals }, (_, index) => 1 + ((index * 37) % 90));
    const allowedFrom: number[] = [];
    const { url, calls } = await startReceiver(() => {
      const seconds = waits.shift();
      if (seconds === undefined) return { status: 200 };
      const until = new Date(Math.ceil(clock.now.getTime() / 1000 + seconds) * 1000);
      allowedFrom.push(seconds % 2 === 0 ? until.getTime() : clock.now.getTime() + seconds * 1000);
      return { status: 429, headers: { "retry-after": seconds % 2 === 0 ? until.toUTCString() : String(seconds) } };
    });
    const forwarding = await createWebhookForwarding(url);
    await arrive(forwarding, 12);
    await workUntil(clock, later(clock, 3 * 24 * HOUR));

    const early = allowedFrom.filter((from, index) => (calls[index + 1]?.at ?? Number.POSITIVE_INFINITY) < from);
    expect(allowedFrom).toHaveLength(refusals);
    expect(early).toEqual([]);
    expect(await countStates(forwarding)).toEqual({ delivered: 12 });
    expect((await listNoticeKinds(forwarding)).map(({ kind }) => kind)).toEqual(["broken", "recovered"]);
  });
});
