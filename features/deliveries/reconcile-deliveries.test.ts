import { and, eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { startWebhookReceiver } from "#connectors/fakes/webhook-receiver.ts";
import { db } from "#db/client.ts";
import { attempts, deliveries, leads, mappings } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import type { Forwarding } from "#features/deliveries/forwarding.fixture.ts";
import { pauseDestination } from "#features/deliveries/pause-destination.ts";
import { reconcileDeliveries } from "#features/deliveries/reconcile-deliveries.ts";
import {
  allowLoopback,
  arrive,
  createWebhookForwarding,
  later,
  workUntil,
} from "#features/deliveries/simulation.fixture.ts";

useTestDatabase();

const LONG_AGO = new Date("2020-01-01T00:00:00Z");

let forwarding: Forwarding;

beforeEach(async () => {
  await db.delete(attempts);
  await db.delete(deliveries);
  await db.update(leads).set({ receivedAt: new Date("2019-01-01T00:00:00Z") });
  forwarding = await createWebhookForwarding("http://127.0.0.1:9/leads");
  await db.update(mappings).set({ publishedAt: LONG_AGO }).where(eq(mappings.destinationId, forwarding.destinationId));
});

it("finds nothing while every lead is delivered, on its way or held", async () => {
  allowLoopback();
  const receiver = await startWebhookReceiver();
  const working = await createWebhookForwarding(`${receiver.url}/leads`);
  await db.update(mappings).set({ publishedAt: LONG_AGO });
  await arrive(working, 4);
  const clock = { now: new Date() };
  await workUntil(clock, later(clock, 10));
  await receiver.close();
  await arrive(forwarding, 3);
  await pauseDestination(forwarding.session, forwarding.destinationId);
  await arrive(forwarding, 3);
  expect(await reconcileDeliveries(LONG_AGO)).toEqual({ owed: 10, missing: 0, stranded: 0 });
});

it("finds a lead that has no delivery", async () => {
  await arrive(forwarding, 5);
  const [lost] = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(eq(deliveries.destinationId, forwarding.destinationId))
    .limit(1);
  await db.delete(deliveries).where(eq(deliveries.id, lost?.id ?? ""));
  expect(await reconcileDeliveries(LONG_AGO)).toEqual({ owed: 5, missing: 1, stranded: 0 });
});

it("finds deliveries that nothing would ever move", async () => {
  await arrive(forwarding, 2);
  await db
    .update(deliveries)
    .set({ state: "held", nextAttemptAt: null })
    .where(and(eq(deliveries.destinationId, forwarding.destinationId), eq(deliveries.state, "queued")));
  expect(await reconcileDeliveries(LONG_AGO)).toMatchObject({ missing: 0, stranded: 2 });
});

it("does not ask for leads that came before the destination was there, or before the time it looks at", async () => {
  await arrive(forwarding, 2);
  await db.delete(deliveries);
  expect(await reconcileDeliveries(new Date(Date.now() + 1000))).toMatchObject({ owed: 0, missing: 0 });
  await db.update(mappings).set({ publishedAt: new Date() });
  expect(await reconcileDeliveries(LONG_AGO)).toMatchObject({ owed: 0, missing: 0 });
});
