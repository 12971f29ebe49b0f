import { v7 } from "uuid";
import { type Database, db, type Transaction } from "#db/client.ts";
import { endpointKeys, endpoints } from "#db/schema.ts";
import { makeEndpointKey } from "#features/endpoints/endpoint-key.ts";
import { endpointUrl } from "#features/endpoints/endpoint-url.ts";

/** Makes an endpoint with its first key. Works inside the caller's transaction when given one. */
export async function createEndpoint(
  workspaceId: string,
  name: string,
  database: Database | Transaction = db,
): Promise<{ id: string; url: string }> {
  const id = v7();
  const { key, stored } = makeEndpointKey();
  await database.transaction(async (tx) => {
    await tx.insert(endpoints).values({ workspaceId, id, name });
    await tx.insert(endpointKeys).values({ ...stored, workspaceId, endpointId: id });
  });
  return { id, url: endpointUrl(key) };
}
