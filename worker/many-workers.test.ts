import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startWebhookReceiver, type WebhookReceiver } from "#connectors/fakes/webhook-receiver.ts";
import { db } from "#db/client.ts";
import { createDestination } from "#db/factories.ts";
import { deliveries, mappings, notices } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { announceWork } from "#db/work-signal.ts";
import { claimDeliveries } from "#features/deliveries/claim-deliveries.ts";
import type { Forwarding } from "#features/deliveries/forwarding.fixture.ts";
import { reconcileDeliveries } from "#features/deliveries/reconcile-deliveries.ts";
import { arrive, createWebhookForwarding, pointAt } from "#features/deliveries/simulation.fixture.ts";
import { forgetEnv } from "#lib/env.ts";
import { startWorker, type Worker } from "#worker/loop.ts";

useTestDatabase();

const WORKERS = Number(process.env.MANY_WORKERS ?? 5);
const LEADS = Number(process.env.MANY_LEADS ?? 160);
const DESTINATIONS = 5;

vi.setConfig({ testTimeout: 300_000 });

let receiver: WebhookReceiver;
let forwarding: Forwarding;
const workers: Worker[] = [];

beforeEach(async () => {
  setEnv({ BUZON_ALLOW_PRIVATE_NETWORKS: "127.0.0.1" });
  receiver = await startWebhookReceiver();
  forwarding = await createWebhookForwarding(`${receiver.url}/leads`);
});

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await receiver.close();
  setEnv({ BUZON_ALLOW_PRIVATE_NETWORKS: undefined, BUZON_TIME_SCALE: undefined });
});

function setEnv(given: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  forgetEnv();
}

it(`${WORKERS} workers bring ${LEADS} leads to ${DESTINATIONS} destinations, each exactly once`, async () => {
  const { workspaceId } = forwarding;
  for (let count = 1; count < DESTINATIONS; count += 1) {
    const { id: destinationId } = await createDestination(workspaceId, { liveMappingVersion: 1 });
    await pointAt({ workspaceId, destinationId }, `${receiver.url}/leads`);
    await db.insert(mappings).values({ workspaceId, id: destinationId, destinationId, version: 1, rows: [] });
  }
  await arrive(forwarding, LEADS);
  for (let count = 0; count < WORKERS; count += 1) {
    // Several tries at once at each destination, so that the workers really are in each other's way.
    const limitsOf = () => ({ concurrency: 4 });
    workers.push(startWorker({ claim: (options) => claimDeliveries({ ...options, limitsOf }) }));
  }
  const owed = await db.select({ id: deliveries.id }).from(deliveries);
  expect(owed).toHaveLength(LEADS * DESTINATIONS);

  await expect
    .poll(async () => (await db.$count(deliveries, eq(deliveries.state, "delivered"))) === owed.length, {
      timeout: 280_000,
      interval: 200,
    })
    .toBe(true);
  const received = receiver.received.map(({ id }) => id);
  expect(received).toHaveLength(owed.length);
  expect(new Set(received)).toEqual(new Set(owed.map(({ id }) => id)));
  expect(await reconcileDeliveries(new Date(0))).toMatchObject({ missing: 0, stranded: 0 });
});

it("workers find out by themselves that a destination is back, and tell of it once", async () => {
  setEnv({ BUZON_TIME_SCALE: "2000" });
  receiver.fail({ when: "instead", requests: "all", reply: { status: 503 } });
  await arrive(forwarding, 30);
  for (let count = 0; count < WORKERS; count += 1) workers.push(startWorker());
  await announceWork();
  await expect.poll(noticeKinds, { timeout: 20_000 }).toEqual(["broken"]);

  receiver.fail(null);
  await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(30);
  await expect.poll(noticeKinds, { timeout: 5_000 }).toEqual(["broken", "recovered"]);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(30);
});

async function noticeKinds(): Promise<string[]> {
  const found = await db
    .select({ kind: notices.kind })
    .from(notices)
    .where(eq(notices.workspaceId, forwarding.workspaceId))
    .orderBy(notices.createdAt);
  return found.map(({ kind }) => kind);
}
