import { asc, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import { demoLead } from "#bin/demo-leads.ts";
import { db } from "#db/client.ts";
import { destinations, endpointKeys } from "#db/schema.ts";
import { acceptReceipts } from "#features/intake/accept-receipts.ts";
import { keepReceipt } from "#features/intake/keep-receipt.ts";
import { sha256 } from "#lib/crypto.ts";

const SPAN_MS = 90 * 24 * 60 * 60_000;
const BATCH = 500;
const BATCH_TIMEOUT_MS = 30_000;

/**
 * Invents leads of the last 90 days, as bodies that go the way of every lead from the receipt on. Destinations would
 * get them too, so with one in place `deliver` has to be said.
 */
export async function seedDemo(count: number, deliver: boolean): Promise<void> {
  const connected = await db.select({ id: destinations.id }).from(destinations).limit(1);
  if (connected.length > 0 && !deliver) {
    throw new Error("A destination is connected and would get the invented leads: say --deliver if that is meant.");
  }
  const [key] = await db
    .select({ workspaceId: endpointKeys.workspaceId, endpointId: endpointKeys.endpointId, keyId: endpointKeys.id })
    .from(endpointKeys)
    .where(isNull(endpointKeys.revokedAt))
    .orderBy(asc(endpointKeys.createdAt))
    .limit(1);
  if (!key) throw new Error("Every address of every endpoint is revoked: make a new one first.");

  const now = Date.now();
  for (let done = 0; done < count; done += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - done) }, (_, index) => count - 1 - done - index);
    await Promise.all(numbers.map((number) => keep(number, new Date(now - ageMs(number, count)), key)));
    while ((await acceptReceipts()) > 0);
    console.log(`${done + numbers.length} of ${count}`);
  }
}

async function keep(number: number, receivedAt: Date, key: { workspaceId: string; endpointId: string; keyId: string }) {
  const body = Buffer.from(JSON.stringify(demoLead(number, receivedAt)));
  const isKept = await keepReceipt(
    {
      ...key,
      // Ids grow with the time, as those of real receipts do.
      id: v7({ msecs: receivedAt.getTime() }),
      receivedAt,
      state: "pending",
      body,
      bodyBytes: body.length,
      bodyHash: sha256(body),
      headers: { "content-type": "application/json" },
      remoteAddress: "192.0.2.1",
    },
    performance.now() + BATCH_TIMEOUT_MS,
  );
  if (!isKept) throw new Error("The database did not keep a receipt in time.");
}

/** Some of today, most of the last weeks, the oldest at the far end. */
function ageMs(number: number, count: number): number {
  return 4 * 60_000 + SPAN_MS * (number / count) ** 2;
}
