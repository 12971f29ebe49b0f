import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { db } from "#db/client.ts";
import { createDelivery, createDestination, createLead, createWorkspace } from "#db/factories.ts";
import { attempts, mappings } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { deliveriesOfLead } from "#features/deliveries/deliveries-of-lead.ts";
import { listMappedFields } from "#features/leads/mapped-fields.ts";

useTestDatabase();

const FIELDS = [
  { name: "email", label: "E-mail", type: "email", required: false },
  { name: "source", label: "Source", type: "choice", required: false, choices: [{ value: 3, label: "Marketplace" }] },
];

let workspaceId: string;
beforeAll(async () => {
  workspaceId = (await createWorkspace()).id;
});

async function createMappedDestination(name: string) {
  const destination = await createDestination(workspaceId, { name, fields: FIELDS, liveMappingVersion: 2 });
  const rows = [
    { target: "email", value: [{ kind: "field", field: "email" }], fallback: [] },
    { target: "source", value: [{ kind: "text", text: "Marketplace" }], fallback: [] },
  ];
  await db.insert(mappings).values({ workspaceId, id: v7(), destinationId: destination.id, version: 2, rows });
  return destination;
}

test("a destination shows what was sent last, in its own order and words, even when the mapping is another by now", async () => {
  const destination = await createMappedDestination("CRM");
  const lead = await createLead(workspaceId, { email: "ada@fabrikam.example" });
  const delivery = await createDelivery(workspaceId, {
    leadId: lead.id,
    destinationId: destination.id,
    state: "delivered",
    attemptCount: 1,
    mappingVersion: 1,
  });
  await db.insert(attempts).values({
    workspaceId,
    id: v7(),
    deliveryId: delivery.id,
    number: 1,
    trigger: "auto",
    outcome: "delivered",
    mappingVersion: 1,
    values: { old_field: "x", source: 3, email: "ada@old.example" },
    exchanges: [],
    startedAt: new Date(),
    durationMs: 10,
  });

  const mapped = await listMappedFields({ workspaceId }, lead.number, await deliveriesOfLead({ workspaceId }, lead.id));
  expect(mapped).toEqual([
    {
      destinationId: destination.id,
      destinationName: "CRM",
      connector: "webhook",
      version: 1,
      isSent: true,
      fields: [
        { name: "email", label: "E-mail", text: "ada@old.example" },
        { name: "source", label: "Source", text: "Marketplace" },
        { name: "old_field", label: "old_field", text: "x" },
      ],
    },
  ]);
});

test("a destination that got nothing shows what it would get", async () => {
  const lead = await createLead(workspaceId, { email: "ada@fabrikam.example" });
  const [mapped] = await listMappedFields({ workspaceId }, lead.number, []);
  expect(mapped).toMatchObject({
    version: 2,
    isSent: false,
    fields: [
      { name: "email", text: "ada@fabrikam.example" },
      { name: "source", text: "Marketplace" },
    ],
  });
});

test("another workspace's lead has no fields", async () => {
  const lead = await createLead(workspaceId);
  const other = await createWorkspace();
  expect(await listMappedFields({ workspaceId: other.id }, lead.number, [])).toEqual([]);
});
