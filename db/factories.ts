import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { db } from "#db/client.ts";
import {
  deliveries,
  destinations,
  endpointKeys,
  endpoints,
  leads,
  memberships,
  receipts,
  users,
  workspaces,
} from "#db/schema.ts";
import { seal, sha256 } from "#lib/crypto.ts";

// Rows for tests. Every function fills in what a test does not care about and returns the whole row; ids that belong
// together are made when they are not given.

type Given<Table extends { $inferInsert: object }> = Partial<Table["$inferInsert"]>;

export async function createWorkspace(given: Given<typeof workspaces> = {}) {
  return one(
    await db
      .insert(workspaces)
      .values({ id: v7(), name: "Northwind", ...given })
      .returning(),
  );
}

/** A person who belongs to the workspace; without a password. */
export async function createUser(
  workspaceId: string,
  { role = "admin", ...given }: Given<typeof users> & { role?: typeof memberships.$inferInsert.role } = {},
) {
  const id = given.id ?? v7();
  const user = one(
    await db
      .insert(users)
      .values({ id, email: `person-${id}@northwind.example`, name: "Ana Torres", ...given })
      .returning(),
  );
  await db.insert(memberships).values({ workspaceId, userId: user.id, role });
  return user;
}

/** An endpoint with one key; `key` is what callers send, `keyId` its row. */
export async function createEndpoint(workspaceId: string, given: Given<typeof endpoints> = {}) {
  const endpoint = one(
    await db
      .insert(endpoints)
      .values({ workspaceId, id: v7(), name: "All offers", ...given })
      .returning(),
  );
  const key = randomBytes(32).toString("base64url");
  const keyId = v7();
  await db.insert(endpointKeys).values({
    workspaceId,
    id: keyId,
    endpointId: endpoint.id,
    keyHash: sha256(key),
    keySealed: seal(key, `endpoint key ${keyId}`),
    keyTail: key.slice(-4),
  });
  return { ...endpoint, key, keyId };
}

/** A webhook that nobody listens at. */
export async function createDestination(workspaceId: string, given: Given<typeof destinations> = {}) {
  return one(
    await db
      .insert(destinations)
      .values({
        workspaceId,
        id: v7(),
        connector: "webhook",
        name: "Sales webhook",
        settings: { url: "https://crm.example/leads", body: "standard" },
        ...given,
      })
      .returning(),
  );
}

/** A receipt as the endpoint keeps it, not yet accepted. */
export async function createReceipt(workspaceId: string, given: Given<typeof receipts> = {}) {
  const endpointId = given.endpointId ?? (await createEndpoint(workspaceId)).id;
  const body = given.body ?? Buffer.from(JSON.stringify({ UserDetails: { FirstName: "Ada" } }));
  return one(
    await db
      .insert(receipts)
      .values({
        workspaceId,
        id: v7(),
        endpointId,
        keyId: v7(),
        receivedAt: new Date(),
        state: "pending",
        body,
        bodyBytes: body.length,
        bodyHash: sha256(body),
        headers: { "content-type": "application/json" },
        remoteAddress: "192.0.2.1",
        ...given,
      })
      .returning(),
  );
}

/** An accepted lead with its receipt; its number is the next one of the workspace. */
export async function createLead(workspaceId: string, given: Given<typeof leads> = {}) {
  const id = given.id ?? v7();
  const receivedAt = given.receivedAt ?? new Date();
  const receipt = await createReceipt(workspaceId, {
    receivedAt,
    state: "lead",
    leadId: id,
    ...(given.endpointId && { endpointId: given.endpointId }),
    ...(given.receiptId && { id: given.receiptId }),
  });
  return one(
    await db
      .insert(leads)
      .values({
        workspaceId,
        number: given.number ?? (await nextLeadNumber(workspaceId)),
        endpointId: receipt.endpointId,
        receiptId: receipt.id,
        firstName: "Ada",
        lastName: "Lovelace",
        email: "ada@fabrikam.example",
        phone: "+44 20 7946 0018",
        country: "GB",
        company: "Fabrikam",
        title: "Engineer",
        leadSource: "AzureMarketplace",
        actionCode: "INS",
        offerTitle: "Northwind Analytics",
        action: "install",
        marketplace: "azure_marketplace",
        publisher: "northwind",
        offerId: "analytics",
        countryCode: "GB",
        personKey: "ada@fabrikam.example",
        searchText: "ada lovelace fabrikam ada@fabrikam.example northwind analytics",
        ...given,
        id,
        receivedAt,
      })
      .returning(),
  );
}

/** One lead owed to one destination, due now. */
export async function createDelivery(workspaceId: string, given: Given<typeof deliveries> = {}) {
  return one(
    await db
      .insert(deliveries)
      .values({
        workspaceId,
        id: v7(),
        leadId: given.leadId ?? (await createLead(workspaceId)).id,
        destinationId: given.destinationId ?? (await createDestination(workspaceId)).id,
        personKey: "ada@fabrikam.example",
        state: "queued",
        nextAttemptAt: new Date(),
        ...given,
      })
      .returning(),
  );
}

async function nextLeadNumber(workspaceId: string): Promise<number> {
  const { lastLeadNumber } = one(
    await db
      .update(workspaces)
      .set({ lastLeadNumber: sql`${workspaces.lastLeadNumber} + 1` })
      .where(eq(workspaces.id, workspaceId))
      .returning({ lastLeadNumber: workspaces.lastLeadNumber }),
  );
  return lastLeadNumber;
}

function one<Row>(rows: Row[]): Row {
  const [row] = rows;
  if (!row) throw new Error("An insert with returning gives the row back");
  return row;
}
