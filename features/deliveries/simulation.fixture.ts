import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { newSigningSecret } from "#connectors/signing-secret.ts";
import { db } from "#db/client.ts";
import { destinations, notices, receipts } from "#db/schema.ts";
import { attemptDelivery } from "#features/deliveries/attempt-delivery.ts";
import { claimDeliveries } from "#features/deliveries/claim-deliveries.ts";
import { sealCredentials } from "#features/deliveries/connection.ts";
import { createForwarding, type Forwarding } from "#features/deliveries/forwarding.fixture.ts";
import { untilDue } from "#features/deliveries/until-due.ts";
import { acceptReceipts } from "#features/intake/accept-receipts.ts";
import { sha256 } from "#lib/crypto.ts";
import { forgetEnv } from "#lib/env.ts";

// Days of forwarding in seconds: real receipts, a real database and real calls, at a time that the test tells. It
// begins now, because accepting goes by the database's clock.

export type Clock = { now: Date };

export function allowLoopback(): void {
  process.env.BUZON_ALLOW_PRIVATE_NETWORKS = "127.0.0.1";
  forgetEnv();
}

/** A workspace whose one destination is a webhook at this address. */
export async function createWebhookForwarding(url: string): Promise<Forwarding> {
  const forwarding = await createForwarding();
  await pointAt(forwarding, url);
  return forwarding;
}

export async function pointAt(
  { workspaceId, destinationId }: Pick<Forwarding, "workspaceId" | "destinationId">,
  url: string,
): Promise<void> {
  await db
    .update(destinations)
    .set({
      connector: "webhook",
      settings: { url, body: "standard" },
      credentialsSealed: sealCredentials(workspaceId, destinationId, { secret: newSigningSecret(), authorization: "" }),
    })
    .where(eq(destinations.id, destinationId));
}

let persons = 0;

/** Leads of so many new persons come in. */
export async function arrive({ workspaceId, endpointId }: Forwarding, count: number): Promise<void> {
  const keyId = v7();
  const arrived = Array.from({ length: count }, () => {
    persons += 1;
    const body = Buffer.from(JSON.stringify({ UserDetails: { Email: `person-${persons}@contoso.example` } }));
    return {
      workspaceId,
      id: v7(),
      endpointId,
      keyId,
      receivedAt: new Date(),
      state: "pending" as const,
      body,
      bodyBytes: body.length,
      bodyHash: sha256(body),
      headers: { "content-type": "application/json" },
      remoteAddress: "192.0.2.1",
    };
  });
  await db.insert(receipts).values(arrived);
  while ((await acceptReceipts()) > 0);
}

/** Sends as a worker would until this time, stepping from one due time to the next. */
export async function workUntil(clock: Clock, until: Date): Promise<void> {
  while (clock.now < until) {
    const leases = await claimDeliveries({ limit: 64, now: clock.now });
    for (const lease of leases) await attemptDelivery(lease, { now: () => clock.now, random: () => 0.5 });
    if (leases.length > 0) continue;
    const wait = await untilDue(clock.now);
    clock.now = new Date(Math.min(until.getTime(), clock.now.getTime() + Math.max(1, Math.ceil(wait ?? Infinity))));
  }
}

export function later({ now }: Clock, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}

export function listNoticeKinds({ destinationId }: Forwarding) {
  return db
    .select({ kind: notices.kind, details: notices.details, createdAt: notices.createdAt })
    .from(notices)
    .where(eq(notices.destinationId, destinationId))
    .orderBy(notices.createdAt);
}

/** The most calls in any span of so many milliseconds. */
export function mostWithin(times: number[], spanMs: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.max(0, ...sorted.map((from, index) => sorted.slice(index).filter((time) => time < from + spanMs).length));
}
