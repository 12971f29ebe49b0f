import { createServer } from "node:http";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type postgres from "postgres";
import { Agent, request } from "undici";
import { v7 } from "uuid";
import { startBuzon } from "#bench/servers.ts";
import { newSigningSecret } from "#connectors/signing-secret.ts";
import { sealCredentials } from "#features/deliveries/connection.ts";

// `npm run bench -- forwarding`: how fast leads go on to a receiver on this machine, next to a loop that only posts, and
// how soon a lead that was just answered arrives there. bench/README.md explains.

/** Deliveries in each round. */
const LEADS = 1_000;
const ROUNDS = 3;
/** The webhook's own limit is one try at a time for each destination, so this is their number. */
const CONCURRENCIES = [1, 4];
const PICK_UPS = 200;
const PICK_UP_PAUSE_MS = 25;

process.env.BUZON_SECRET ??= "measured with a secret that only this benchmark knows";

/** Resolves once so many requests have come since `expectArrivals`. */
type Receiver = { url: string; expectArrivals(count: number): Promise<void>; onArrival(listen: () => void): void };

const receiver = await startReceiver();
const buzon = await startBuzon({ BUZON_SECRET: process.env.BUZON_SECRET, BUZON_ALLOW_PRIVATE_NETWORKS: "127.0.0.0/8" });
try {
  const [workspace] = await buzon.sql<{ id: string }[]>`select id from workspaces limit 1`;
  if (!workspace) throw new Error("A started server has a workspace");
  for (const concurrency of CONCURRENCIES) await compare(buzon.sql, workspace.id, concurrency);
  await measurePickUp(buzon.sql, workspace.id);
} finally {
  await buzon.stop();
}
process.exit();

async function compare(sql: postgres.Sql, workspaceId: string, concurrency: number): Promise<void> {
  await connectWebhooks(sql, workspaceId, concurrency);
  const [forwarded, posted]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const seconds = await forward(sql, concurrency);
    const bareSeconds = await post(concurrency);
    // The first round warms up.
    if (round > 0) {
      forwarded.push(LEADS / seconds);
      posted.push(LEADS / bareSeconds);
    }
  }
  const ratio = median(forwarded.map((rate, round) => rate / (posted[round] ?? rate)));
  console.log(
    `${concurrency} at a time: Buzón ${Math.round(median(forwarded))} leads/s, bare posts ${Math.round(median(posted))}/s, ratio ${ratio.toFixed(3)}`,
  );
  await sql`truncate leads, destinations cascade`;
}

/** Seconds from "all are due" to the last one at the receiver. Each lead is owed to every destination. */
async function forward(sql: postgres.Sql, concurrency: number): Promise<number> {
  await sql`truncate leads, receipts cascade`;
  await sql`update destinations set state = 'paused'`;
  for (let number = 0; number < LEADS / concurrency; number += 1) await postLead(number);
  await until(async () => (await sql`select 1 from deliveries`).length === LEADS);
  await sql`analyze deliveries`;

  const arrived = receiver.expectArrivals(LEADS);
  const startedAt = performance.now();
  await sql.begin(async (tx) => {
    await tx`update destinations set state = 'active'`;
    await tx`update deliveries set state = 'queued', next_attempt_at = now()`;
    await tx`select pg_notify('buzon_work', '')`;
  });
  await arrived;
  const seconds = (performance.now() - startedAt) / 1000;
  await until(async () => (await sql`select 1 from deliveries where state <> 'delivered' limit 1`).length === 0);
  return seconds;
}

async function postLead(number: number): Promise<void> {
  const answer = await fetch(buzon.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ UserDetails: { Email: `person-${number}@contoso.com` }, ActionCode: "INS" }),
  });
  await answer.arrayBuffer();
}

/** The same number of requests with nothing but the client that Buzón uses, connections kept alive. */
async function post(concurrency: number): Promise<number> {
  const dispatcher = new Agent({ connections: concurrency });
  const body = JSON.stringify({
    type: "lead.received",
    timestamp: new Date().toISOString(),
    data: { email: "someone@contoso.com" },
  });
  let left = LEADS;
  const arrived = receiver.expectArrivals(LEADS);
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (left > 0) {
        left -= 1;
        const answer = await request(receiver.url, { method: "POST", body, dispatcher });
        await answer.body.dump();
      }
    }),
  );
  await arrived;
  const seconds = (performance.now() - startedAt) / 1000;
  await dispatcher.close();
  return seconds;
}

/** From the answer to Microsoft to the first byte at the receiver, one lead after another. */
async function measurePickUp(sql: postgres.Sql, workspaceId: string): Promise<void> {
  await connectWebhooks(sql, workspaceId, 1);
  const waits: number[] = [];
  for (let index = LEADS; index < LEADS + PICK_UPS; index += 1) {
    const arrival = new Promise<number>((resolve) => receiver.onArrival(() => resolve(performance.now())));
    await postLead(index);
    const answeredAt = performance.now();
    waits.push(Math.max(0, (await arrival) - answeredAt));
    await pause(PICK_UP_PAUSE_MS);
  }
  waits.sort((a, b) => a - b);
  const quantile = (share: number) => (waits[Math.floor(waits.length * share)] ?? 0).toFixed(0);
  console.log(
    `pick-up, answer to first byte at the receiver: p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms (${PICK_UPS} leads)`,
  );
}

async function connectWebhooks(sql: postgres.Sql, workspaceId: string, count: number): Promise<void> {
  for (const id of Array.from({ length: count }, () => v7())) {
    const sealed = sealCredentials(workspaceId, id, { secret: newSigningSecret(), authorization: "" });
    const rows = [{ target: "email", value: [{ kind: "field", field: "email" }], fallback: [] }];
    await sql`
      insert into destinations (workspace_id, id, connector, name, settings, credentials_sealed, live_mapping_version)
      values (${workspaceId}, ${id}, 'webhook', 'Bench', ${sql.json({ url: receiver.url, body: "standard" })}, ${sealed}, 1)`;
    await sql`
      insert into mappings (workspace_id, id, destination_id, version, rows)
      values (${workspaceId}, ${id}, ${id}, 1, ${sql.json(rows)})`;
  }
}

async function startReceiver(): Promise<Receiver> {
  let count = 0;
  let wanted = Number.POSITIVE_INFINITY;
  let reached = () => {};
  let heard = () => {};
  const server = createServer((incoming, outgoing) => {
    heard();
    incoming.resume().on("end", () => {
      outgoing.writeHead(200, { "content-type": "application/json" }).end("{}");
      count += 1;
      if (count === wanted) reached();
    });
  });
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await listening;
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("A TCP server has an address and a port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    expectArrivals(more) {
      count = 0;
      wanted = more;
      return new Promise((done) => {
        reached = done;
      });
    },
    onArrival(listen) {
      heard = listen;
    },
  };
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await pause(20);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
