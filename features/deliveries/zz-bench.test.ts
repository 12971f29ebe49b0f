import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "#db/client.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { claimDeliveries } from "#features/deliveries/claim-deliveries.ts";
import { createForwarding, oweLead, attempt, DELIVERED } from "#features/deliveries/forwarding.fixture.ts";
import { listDeliveries } from "#features/deliveries/list-deliveries.ts";
import { countDeliveries } from "#features/deliveries/count-deliveries.ts";
import { listDestinations } from "#features/destinations/list-destinations.ts";
import { recoverLeases } from "#features/deliveries/recover-leases.ts";
useTestDatabase();
async function time(name: string, work: () => Promise<unknown>) {
  for (let i = 0; i < 3; i++) { const t = performance.now(); await work(); console.log(name, (performance.now() - t).toFixed(1)); }
}
it("bench", async () => {
  const f = await createForwarding();
  await oweLead(f);
  await db.execute(sql`alter database ${sql.raw(new URL(process.env.DATABASE_URL ?? "").pathname.slice(1))} set statement_timeout = 0`);
  const one = (await import("postgres")).default(process.env.DATABASE_URL ?? "", { max: 1 });
  // clone lead rows with new ids and numbers
  await one.unsafe(`alter table leads disable trigger all`);
  await one.unsafe(`alter table deliveries disable trigger all`);
  await one.unsafe(`insert into leads (workspace_id,id,number,endpoint_id,receipt_id,received_at,person_key,search_text) select workspace_id, gen_random_uuid(), 10+g, endpoint_id, gen_random_uuid(), now() - g * interval '1 minute', 'p' || (g % 30000), '' from leads, generate_series(1,100000) g`);
  await one.unsafe(`insert into deliveries (workspace_id,id,lead_id,destination_id,person_key,state,next_attempt_at,delivered_at) select l.workspace_id, gen_random_uuid(), l.id, '${f.destinationId}', l.person_key, case when l.number % 2 = 0 then 'queued' else 'delivered' end::delivery_state, now() - interval '1 hour', now() - l.number * interval '1 minute' from leads l where l.number > 5`);
  await one.unsafe(`analyze`);
  const claims: import("#features/deliveries/lease.ts").Lease[] = [];
  await time("claim 1 of 50k", async () => claims.push(...await claimDeliveries({ limit: 64, concurrencyOf: () => 5 + claims.length })));
  console.log(claims.length);
  await time("record", async () => { const c = claims.pop(); if (c) await attempt(c, new Date(), DELIVERED); });
  await time("recover", () => recoverLeases());
  await time("list all", () => listDeliveries(f.session, { tab: "all" }));
  await time("list waiting", () => listDeliveries(f.session, { tab: "waiting" }));
  await time("count", () => countDeliveries(f.session));
  await time("destinations", () => listDestinations(f.session));
  expect(1).toBe(1);
}, 120000);
