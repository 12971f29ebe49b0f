import { expect, test } from "vitest";
import { createDelivery, createEndpoint, createLead, createUser, createWorkspace } from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { sha256 } from "#lib/crypto.ts";

useTestDatabase();

test("rows can be made with nothing but a workspace, and leads are numbered", async () => {
  const workspace = await createWorkspace();
  const endpoint = await createEndpoint(workspace.id);
  const first = await createLead(workspace.id, { endpointId: endpoint.id });
  const second = await createLead(workspace.id, { endpointId: endpoint.id });
  const delivery = await createDelivery(workspace.id, { leadId: first.id });

  expect([first.number, second.number]).toEqual([1, 2]);
  expect(delivery).toMatchObject({ leadId: first.id, state: "queued" });
  expect(sha256(endpoint.key)).toHaveLength(32);
  expect((await createUser(workspace.id, { role: "viewer" })).email).toContain("northwind.example");
});
