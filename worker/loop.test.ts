import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startWebhookReceiver } from "#connectors/fakes/webhook-receiver.ts";
import { newSigningSecret } from "#connectors/signing-secret.ts";
import { db } from "#db/client.ts";
import { createDestination, createEndpoint, createReceipt, createWorkspace } from "#db/factories.ts";
import { destinations, mappings } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { announceWork } from "#db/work-signal.ts";
import { sealCredentials } from "#features/deliveries/connection.ts";
import type { Lease } from "#features/deliveries/lease.ts";
import { forgetEnv } from "#lib/env.ts";
import { startWorker, type Worker, type WorkerSteps } from "#worker/loop.ts";

useTestDatabase();

let worker: Worker | undefined;

beforeEach(() => setEnv({ BUZON_TIME_SCALE: "1000" }));

afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  setEnv({ BUZON_TIME_SCALE: undefined, BUZON_ALLOW_PRIVATE_NETWORKS: undefined });
});

function setEnv(given: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  forgetEnv();
}

describe("the loop", () => {
  it("goes on with others while one try hangs", async () => {
    const done = Promise.withResolvers<string>();
    start({
      claim: handOut(lease("slow"), lease("fast")),
      attempt: async ({ id }) => (id === "slow" ? new Promise(() => {}) : done.resolve(id)),
    });
    expect(await done.promise).toBe("fast");
  });

  it("leaves most of the time to taking leads while more come in than it accepts", async () => {
    const turns: { startedAt: number; endedAt: number }[] = [];
    const twice = Promise.withResolvers<void>();
    let kept = 0;
    start({
      accept: async () => {
        const startedAt = performance.now();
        while (performance.now() - startedAt < 20);
        kept += 201;
        if (turns.push({ startedAt, endedAt: performance.now() }) === 2) twice.resolve();
        return turns.length < 2 ? 200 : 0;
      },
      countKept: () => kept,
    });
    await twice.promise;
    const [first, second] = turns;
    if (!first || !second) throw new Error("It took two turns");
    expect(second.startedAt - first.endedAt).toBeGreaterThan(2 * (first.endedAt - first.startedAt));
  });

  it("delivers although accepting fails, and accepts again a little later", async () => {
    const recovered = Promise.withResolvers<void>();
    const delivered = Promise.withResolvers<void>();
    let turns = 0;
    start({
      accept: async () => {
        turns += 1;
        if (turns < 4) throw new Error("the database is away");
        recovered.resolve();
        return 0;
      },
      claim: handOut(lease("a")),
      attempt: async () => delivered.resolve(),
    });
    await Promise.all([recovered.promise, delivered.promise]);
  });

  it("survives a try that throws", async () => {
    const done = Promise.withResolvers<void>();
    start({
      claim: handOut(lease("broken"), lease("good")),
      attempt: async ({ id }) => {
        if (id === "broken") throw new Error("a bug");
        done.resolve();
      },
    });
    await done.promise;
  });

  it("polls while it cannot listen", async () => {
    const third = Promise.withResolvers<void>();
    let polls = 0;
    start({
      listen: () => Promise.reject(new Error("no listening here")),
      accept: async () => {
        polls += 1;
        if (polls === 3) third.resolve();
        return 0;
      },
    });
    await third.promise;
  });

  it("works at once when it is woken, and when a try has ended", async () => {
    setEnv({ BUZON_TIME_SCALE: "0.001" });
    const turns: (() => void)[] = [];
    const nextTurn = () => new Promise<void>((resolve) => turns.push(resolve));
    const first = nextTurn();
    let running: Lease[] = [];
    start({
      claim: async () => {
        turns.shift()?.();
        return running.splice(0);
      },
    });
    await first;

    running = [lease("a")];
    const [afterWake, afterTry] = [nextTurn(), nextTurn()];
    worker?.wake();
    await Promise.all([afterWake, afterTry]);
  });
});

describe("stopping", () => {
  it("lets running tries end and claims nothing more", async () => {
    const started = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    const handedBack: Lease[] = [];
    let claims = 0;
    const ending = start(
      {
        claim: async () => {
          claims += 1;
          return claims === 1 ? [lease("a")] : [];
        },
        attempt: async () => {
          started.resolve();
          await answered.promise;
        },
        handBack: async (leases) => void handedBack.push(...leases),
      },
      { stopTimeoutMs: 10_000 },
    );
    await started.promise;
    const stopped = ending.stop();
    const claimsBefore = claims;
    answered.resolve();
    await stopped;
    expect(claims).toBeLessThanOrEqual(claimsBefore);
    expect(handedBack).toEqual([]);
  });

  it("hands back what does not end in time", async () => {
    const started = Promise.withResolvers<void>();
    const handedBack: string[] = [];
    const ending = start(
      {
        claim: handOut(lease("endless")),
        attempt: () => {
          started.resolve();
          return new Promise(() => {});
        },
        handBack: async (leases) => void handedBack.push(...leases.map(({ id }) => id)),
      },
      { stopTimeoutMs: 10 },
    );
    await started.promise;
    await ending.stop();
    expect(handedBack).toEqual(["endless"]);
  });
});

describe("the whole way", () => {
  it("takes receipts that are announced to the destination, each once, without waiting for a poll", async () => {
    setEnv({ BUZON_TIME_SCALE: "0.001", BUZON_ALLOW_PRIVATE_NETWORKS: "127.0.0.1" });
    const secret = newSigningSecret();
    const receiver = await startWebhookReceiver({ secret });
    const { id: workspaceId } = await createWorkspace();
    const { id: endpointId } = await createEndpoint(workspaceId);
    await connect(workspaceId, `${receiver.url}/leads`, secret);

    worker = startWorker();
    for (let number = 0; number < 20; number += 1) {
      const body = Buffer.from(JSON.stringify({ UserDetails: { Email: `person-${number}@contoso.example` } }));
      await createReceipt(workspaceId, { endpointId, body });
    }
    await announceWork();

    await expect.poll(() => receiver.received.length, { timeout: 15_000 }).toBe(20);
    await worker.stop();
    worker = undefined;
    await receiver.close();
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(20);
  });
});

async function connect(workspaceId: string, url: string, secret: string): Promise<void> {
  const { id } = await createDestination(workspaceId, { settings: { url, body: "standard" }, liveMappingVersion: 1 });
  await db
    .update(destinations)
    .set({ credentialsSealed: sealCredentials(workspaceId, id, { secret, authorization: "" }) });
  await db.insert(mappings).values({ workspaceId, id, destinationId: id, version: 1, rows: [] });
}

function start(given: Partial<WorkerSteps>, options?: Parameters<typeof startWorker>[1]): Worker {
  worker = startWorker(
    {
      accept: async () => 0,
      recover: async () => 0,
      claim: async () => [],
      attempt: async () => {},
      announce: async () => {},
      untilDue: async () => null,
      handBack: async () => {},
      changeLeads: async () => false,
      tell: async () => false,
      inspect: async () => {},
      listen: async () => async () => {},
      ...given,
    },
    { stopTimeoutMs: 10, ...options },
  );
  return worker;
}

/** Gives each lease once. */
function handOut(...leases: Lease[]): WorkerSteps["claim"] {
  return async ({ limit }) => leases.splice(0, limit);
}

function lease(id: string): Lease {
  return { workspaceId: "workspace", id, leaseToken: `token of ${id}` };
}
