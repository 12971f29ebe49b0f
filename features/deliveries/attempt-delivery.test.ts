import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Job, TargetField } from "#connectors/connector.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#connectors/fakes/webhook-receiver.ts";
import { newSigningSecret } from "#connectors/signing-secret.ts";
import { db } from "#db/client.ts";
import { deliveries, destinations, receipts } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { attemptDelivery } from "#features/deliveries/attempt-delivery.ts";
import { sealCredentials } from "#features/deliveries/connection.ts";
import {
  at,
  attempt,
  BUSY,
  claimAt,
  createForwarding,
  DELIVERED,
  listAttempts,
  oweLead,
  readDelivery,
  readDestination,
  START,
  sendAll,
  stubConnector,
} from "#features/deliveries/forwarding.fixture.ts";
import { leaseMs } from "#features/deliveries/lease.ts";
import { forgetEnv } from "#lib/env.ts";

useTestDatabase();

const LAST_NAME: TargetField = { name: "lastname", label: "Last name", type: "string", required: true, maxLength: 10 };
const ROWS = [{ target: "lastname", value: [{ kind: "field" as const, field: "last_name" }], fallback: [] }];

beforeEach(() => db.update(deliveries).set({ state: "cancelled" }));

describe("what the connector is given", () => {
  it("is the lead mapped with the live version, and Microsoft's bytes", async () => {
    const forwarding = await createForwarding({ rows: ROWS, fields: [LAST_NAME] });
    const id = await oweLead(forwarding, { lastName: "Hohenstein-Ritter", receivedAt: at(-5) });
    const jobs: Job[] = [];
    await sendAll(START, (job) => {
      jobs.push(job);
      return DELIVERED;
    });

    expect(jobs).toMatchObject([
      {
        deliveryId: id,
        attempt: 1,
        firstAttemptAt: START,
        previousUnknown: false,
        receivedAt: at(-5),
        values: { lastname: "Hohenstei…" },
        original: { body: Buffer.from('{"UserDetails":{"FirstName":"Ada"}}'), contentType: "application/json" },
      },
    ]);
    expect(await listAttempts(id)).toMatchObject([
      {
        mappingVersion: 1,
        values: { lastname: "Hohenstei…" },
        warnings: [{ field: "lastname", code: "truncated", values: { length: 17, maxLength: 10 } }],
      },
    ]);
  });

  it("is what was sent before, under the version that made it, for as long as that round lasts", async () => {
    const forwarding = await createForwarding({ rows: ROWS, fields: [LAST_NAME] });
    const id = await oweLead(forwarding, { lastName: "Byron" });
    const asSent = { resendValues: { lastname: "Lovelace" }, mappingVersion: 7 };
    await db.update(deliveries).set(asSent).where(eq(deliveries.id, id));
    const sent: unknown[] = [];
    await sendAll(START, ({ values }) => {
      sent.push(values);
      return BUSY;
    });
    await sendAll(at(5), ({ values }) => {
      sent.push(values);
      return DELIVERED;
    });

    expect(sent).toEqual([{ lastname: "Lovelace" }, { lastname: "Lovelace" }]);
    expect(await listAttempts(id)).toMatchObject([{ mappingVersion: 7 }, { mappingVersion: 7, values: sent[0] }]);
    expect(await readDelivery(id)).toMatchObject({ state: "delivered", mappingVersion: 7, resendValues: null });
  });

  it("never is a lead that lacks what the destination requires: it needs a person, and the field is named", async () => {
    const forwarding = await createForwarding({ rows: ROWS, fields: [LAST_NAME] });
    const id = await oweLead(forwarding, { lastName: null });
    await sendAll(START, () => {
      throw new Error("The destination must not be called");
    });

    expect(await readDelivery(id)).toMatchObject({
      state: "failed",
      lastProblem: { code: "required_empty", fields: [{ field: "lastname", message: "required_empty" }] },
    });
    expect(await listAttempts(id)).toMatchObject([{ outcome: "reject", values: null }]);
  });

  it("never is a lead that the mapping stops: that the destination requires the field is not said", async () => {
    const rows = ROWS.map((row) => ({ ...row, whenEmpty: "stop" as const }));
    const forwarding = await createForwarding({ rows, fields: [LAST_NAME] });
    const id = await oweLead(forwarding, { lastName: null });
    await sendAll(START, () => {
      throw new Error("The destination must not be called");
    });

    expect(await readDelivery(id)).toMatchObject({
      state: "failed",
      lastProblem: { code: "stopped_empty", message: expect.stringMatching(/^Empty, and the mapping stops/) },
    });
  });
});

describe("what is our fault", () => {
  it("is tried again: a connector that throws", async () => {
    const id = await oweLead(await createForwarding());
    await sendAll(START, () => {
      throw new Error("a bug");
    });
    expect(await readDelivery(id)).toMatchObject({
      state: "queued",
      nextAttemptAt: at(5),
      previousUnknown: true,
      lastProblem: { code: "internal" },
    });
  });

  it("ends before the lease does: a connector that never answers", async () => {
    const id = await oweLead(await createForwarding());
    const [lease] = await claimAt(START);
    if (!lease) throw new Error("The lead is due");
    const called = Promise.withResolvers<void>();
    const connector = stubConnector(() => {
      called.resolve();
      return new Promise(() => {});
    });

    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const attempting = attemptDelivery(lease, { connectorOf: () => connector, now: () => START });
    await called.promise;
    vi.advanceTimersByTime(leaseMs() - 10_000);
    vi.useRealTimers();
    await attempting;

    expect(await readDelivery(id)).toMatchObject({ state: "queued", lastProblem: { code: "timeout" } });
  });

  it("pauses the destination where no lead could be sent: credentials of a secret that is gone", async () => {
    const forwarding = await createForwarding();
    const elsewhere = sealCredentials(forwarding.workspaceId, "another destination", { secret: "x" });
    await db
      .update(destinations)
      .set({ credentialsSealed: elsewhere })
      .where(eq(destinations.id, forwarding.destinationId));
    const id = await oweLead(forwarding);
    const [lease] = await claimAt(START);
    if (lease) await attempt(lease, START, DELIVERED);

    expect((await readDelivery(id)).state).toBe("held");
    expect((await readDestination(forwarding)).pauseReason).toMatchObject({
      cause: "auth",
      code: "credentials_unreadable",
    });
  });

  it("pauses the destination of a connector that this version lacks", async () => {
    const forwarding = await createForwarding();
    const id = await oweLead(forwarding);
    const [lease] = await claimAt(START);
    if (lease) await attemptDelivery(lease, { now: () => START });
    expect((await readDelivery(id)).state).toBe("held");
    expect((await readDestination(forwarding)).pauseReason).toMatchObject({
      cause: "config",
      code: "unknown_connector",
    });
  });
});

describe("over the network", () => {
  const secret = newSigningSecret();
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    receiver = await startWebhookReceiver({ secret });
    process.env.BUZON_ALLOW_PRIVATE_NETWORKS = "127.0.0.1";
    forgetEnv();
  });
  afterAll(async () => {
    await receiver.close();
    delete process.env.BUZON_ALLOW_PRIVATE_NETWORKS;
  });

  async function oweToWebhook(body: "standard" | "microsoft") {
    const forwarding = await createForwarding({ rows: ROWS });
    const { workspaceId, destinationId } = forwarding;
    await db
      .update(destinations)
      .set({
        connector: "webhook",
        settings: { url: `${receiver.url}/leads`, body },
        credentialsSealed: sealCredentials(workspaceId, destinationId, { secret, authorization: "" }),
      })
      .where(eq(destinations.id, destinationId));
    return forwarding;
  }

  it("arrives under the delivery's id, signed, and the exchange is kept without the secret", async () => {
    const id = await oweLead(await oweToWebhook("standard"));
    for (const lease of await claimAt(new Date())) await attemptDelivery(lease);

    expect(receiver.received.map(({ id: received, body }) => [received, JSON.parse(body).data])).toEqual([
      [id, { lastname: "Lovelace" }],
    ]);
    expect(await readDelivery(id)).toMatchObject({ state: "delivered" });
    const [tried] = await listAttempts(id);
    expect(tried?.exchanges).toMatchObject([{ method: "POST", status: 200, failure: null }]);
    expect(JSON.stringify(tried?.exchanges)).not.toContain(secret.slice(6));
  });

  it("arrives as Microsoft sent it, decompressed, where that is asked for", async () => {
    const forwarding = await oweToWebhook("microsoft");
    const body = Buffer.from('{ "LeadSource" : "AzureMarketplace" }');
    const id = await oweLead(forwarding);
    const { leadId } = await readDelivery(id);
    await db
      .update(receipts)
      .set({ body: gzipSync(body), headers: { "content-type": "text/json", "content-encoding": "gzip" } })
      .where(eq(receipts.leadId, leadId));
    receiver.received.length = 0;
    for (const lease of await claimAt(new Date())) await attemptDelivery(lease);
    expect(receiver.received).toMatchObject([{ body: body.toString(), headers: { "content-type": "text/json" } }]);
  });
});
