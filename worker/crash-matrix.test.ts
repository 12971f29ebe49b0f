import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { and, eq, ne } from "drizzle-orm";
import postgres from "postgres";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fault } from "#connectors/fakes/faults.ts";
import { db } from "#db/client.ts";
import { createDelivery, createDestination, createEndpoint, createLead, createWorkspace } from "#db/factories.ts";
import { deliveries, destinations, mappings } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { sealCredentials } from "#features/deliveries/connection.ts";
import { leaseMs } from "#features/deliveries/lease.ts";
import { CRASH_STAGES, type CrashStage } from "#worker/crash-stages.fixture.ts";

// A worker process of its own is killed with SIGKILL at each moment of a try, at all destinations at once, and another
// one takes over. `npm run campaigns` does it ten times for each moment.

const ROUNDS = Number(process.env.CAMPAIGN_ROUNDS ?? 1);
/** A dead worker's deliveries have to be taken over so much later at most, with a lease of 60 s (reliability P23). */
const TAKEN_OVER_WITHIN = 75 / 60;
const TIME_SCALE = "60";

useTestDatabase();

const stages = new Map<string, CrashStage>();
const destinationIds = new Map<string, string>();
const workers: ChildProcess[] = [];
let workspaceId: string;
let endpointId: string;

beforeAll(async () => {
  workspaceId = (await createWorkspace()).id;
  endpointId = (await createEndpoint(workspaceId)).id;
  for (const [name, start] of Object.entries(CRASH_STAGES)) {
    const stage = await start();
    stages.set(name, stage);
    destinationIds.set(name, await connect(stage));
  }
}, 60_000);

afterAll(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await Promise.all([...stages.values()].map((stage) => stage.close()));
});

const rounds = Array.from({ length: ROUNDS }, (_, round) => round + 1);

describe.each(rounds)("a worker that is killed, time %i,", (_round) => {
  test(
    "before a record exists leaves exactly one record at every destination",
    () => crash({ when: "instead" }),
    120_000,
  );

  test(
    "after the record exists and before the answer came leaves exactly one record at every destination",
    () => crash({ when: "after" }),
    120_000,
  );

  test(
    "after the answer and before it is written down leaves exactly one record at every destination",
    () => crash("recording"),
    120_000,
  );
});

async function crash(moment: Pick<Fault, "when"> | "recording"): Promise<void> {
  const owed = await oweToAll();
  const recordsOf = async (name: string) => (await stages.get(name)?.records())?.filter((id) => id === owed.get(name));

  const release = moment === "recording" ? await lockAttempts() : null;
  const notThere = new Set(stages.keys());
  if (moment !== "recording") {
    for (const [name, stage] of stages) onFault(stage, moment.when, () => notThere.delete(name));
  }
  const first = startWorkerProcess();
  await untilEmpty(async () => {
    if (moment !== "recording") return [...notThere];
    return missing(await Promise.all([...stages.keys()].map(async (name) => [name, await recordsOf(name)] as const)));
  });
  const killed = once(first, "exit");
  first.kill("SIGKILL");
  await killed;
  const killedAt = performance.now();
  for (const stage of stages.values()) stage.fail(null);
  await release?.();

  const second = startWorkerProcess();
  await untilEmpty(listOpen);
  const takenOverMs = performance.now() - killedAt;
  const ended = once(second, "exit");
  second.kill("SIGTERM");
  await ended;

  for (const name of stages.keys()) expect(await recordsOf(name), name).toHaveLength(1);
  expect(takenOverMs).toBeLessThan(leaseMsOfWorkers() * TAKEN_OVER_WITHIN + WORKER_START_MS);
}

/** Loading the worker's code on a busy machine, which is no part of the promise. */
const WORKER_START_MS = 10_000;

function leaseMsOfWorkers(): number {
  return Math.max(leaseMs() / Number(TIME_SCALE), 5_000);
}

function missing(made: (readonly [string, unknown[] | undefined])[]): string[] {
  return made.filter(([, records]) => records?.length !== 1).map(([name]) => name);
}

/** From now on no try is answered; says when one has met that. */
function onFault(stage: CrashStage, when: Fault["when"], met: () => void): void {
  stage.fail({
    when,
    requests: "writes",
    get reply() {
      met();
      return "silence" as const;
    },
  });
}

/** No attempt can be written down until this is released. */
async function lockAttempts(): Promise<() => Promise<void>> {
  const sql = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
  const locked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const holding = sql.begin(async (tx) => {
    await tx`lock table attempts in share mode`;
    locked.resolve();
    await released.promise;
  });
  await locked.promise;
  return async () => {
    released.resolve();
    await holding;
    await sql.end();
  };
}

async function connect({ connector, settings, credentials, mapping }: CrashStage): Promise<string> {
  const { id } = await createDestination(workspaceId, { connector, settings, liveMappingVersion: 1 });
  await db
    .update(destinations)
    .set({ credentialsSealed: sealCredentials(workspaceId, id, credentials) })
    .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, id)));
  const rows = Object.entries(mapping).map(([target, field]) => ({
    target,
    value: [{ kind: "field", field }],
    fallback: [],
  }));
  await db.insert(mappings).values({ workspaceId, id, destinationId: id, version: 1, rows });
  return id;
}

/** A new lead for every destination; resolves to the deliveries' ids by destination. */
async function oweToAll(): Promise<Map<string, string>> {
  const owed = new Map<string, string>();
  for (const [name, destinationId] of destinationIds) {
    const person = v7();
    const { id: leadId } = await createLead(workspaceId, {
      endpointId,
      personKey: person,
      email: `${person}@fabrikam.example`,
    });
    const delivery = { leadId, destinationId, personKey: person, state: "queued" as const, nextAttemptAt: new Date() };
    owed.set(name, (await createDelivery(workspaceId, delivery)).id);
  }
  return owed;
}

function startWorkerProcess(): ChildProcess {
  const env = { ...process.env, BUZON_TIME_SCALE: TIME_SCALE, BUZON_ALLOW_PRIVATE_NETWORKS: "127.0.0.0/8" };
  const worker = spawn(process.execPath, ["worker/main.ts"], { env, stdio: ["ignore", "ignore", "inherit"] });
  workers.push(worker);
  return worker;
}

/** What is still to be delivered, and why the last try did not do it. */
async function listOpen(): Promise<string[]> {
  const rows = await db
    .select({ connector: destinations.connector, state: deliveries.state, problem: deliveries.lastProblem })
    .from(deliveries)
    .innerJoin(destinations, eq(destinations.id, deliveries.destinationId))
    .where(and(eq(deliveries.workspaceId, workspaceId), ne(deliveries.state, "delivered")));
  return rows.map(
    ({ connector, state, problem }) => `${connector} ${state} ${problem?.code ?? ""} ${problem?.message ?? ""}`,
  );
}

/** Looks again and again; what is waited for happens in other processes. */
async function untilEmpty(list: () => Promise<string[]>): Promise<void> {
  await expect.poll(list, { timeout: 40_000, interval: 50 }).toEqual([]);
}
