import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { db } from "#db/client.ts";
import {
  createDelivery,
  createDestination,
  createEndpoint,
  createLead,
  createUser,
  createWorkspace,
} from "#db/factories.ts";
import { leadEvents, leadMentions, leads } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { leadConditions, type Reader } from "#features/leads/lead-conditions.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";

// What list-leads.test.ts does not compare with plain JavaScript over many leads.

useTestDatabase();

const NOW = new Date("2026-03-10T12:00:00Z");
let reader: Reader;
let found: (text: string) => Promise<string[]>;
let names: { endpoint: string; destination: string; owner: string };

beforeAll(async () => {
  const { id: workspaceId } = await createWorkspace();
  const [me, colleague] = [
    await createUser(workspaceId),
    await createUser(workspaceId, { email: "bo@contoso.example" }),
  ];
  reader = { workspaceId, userId: me.id, timeZone: "Europe/Madrid" };
  const endpoint = await createEndpoint(workspaceId, { name: "Contoso DE" });
  const [crm, hook] = [
    await createDestination(workspaceId, { connector: "salesforce" }),
    await createDestination(workspaceId, { connector: "webhook" }),
  ];
  names = { endpoint: endpoint.id, destination: hook.id, owner: colleague.id };

  const full = await createLead(workspaceId, {
    firstName: "full",
    endpointId: endpoint.id,
    ownerId: colleague.id,
    publisher: "contoso",
    emailDomain: "fabrikam.example",
    message: "Hello",
    noteCount: 2,
    repeatCount: 1,
    doNotContact: true,
    followUpOn: "2026-03-11",
  });
  await createDelivery(workspaceId, { leadId: full.id, destinationId: crm.id, state: "delivered" });
  await createDelivery(workspaceId, { leadId: full.id, destinationId: hook.id, state: "failed" });
  const eventId = v7();
  await db.insert(leadEvents).values({ workspaceId, id: eventId, leadId: full.id, type: "note" });
  await db.insert(leadMentions).values({ workspaceId, userId: me.id, eventId, leadId: full.id });

  const bare = await createLead(workspaceId, {
    firstName: "bare",
    publisher: null,
    email: null,
    phone: null,
    company: null,
  });
  await createDelivery(workspaceId, { leadId: bare.id, destinationId: hook.id, state: "held" });

  found = async (text) => {
    const { filter, problems } = parseFilter(text);
    expect(problems).toEqual([]);
    const rows = await db
      .select({ name: leads.firstName })
      .from(leads)
      .where(leadConditions(reader, filter, NOW));
    return rows.map(({ name }) => name ?? "");
  };
});

test.each([
  ["has:email", ["full"]],
  ["-has:email", ["bare"]],
  ["has:note has:follow_up has:message has:phone has:company", ["full"]],
  ["is:incomplete", ["bare"]],
  ["is:repeat is:dnc", ["full"]],
  ["publisher:contoso", ["full"]],
  ["publisher:none", ["bare"]],
  ["domain:@Fabrikam.example", ["full"]],
  ["mentions:me", ["full"]],
  ["owner:bo@contoso.example", ["full"]],
  ["owner:nobody@contoso.example", []],
  ["number:L-1,2", ["full", "bare"]],
  ["number:2", ["bare"]],
  ['endpoint:"Contoso DE"', ["full"]],
  ["delivery.salesforce:delivered", ["full"]],
  ["delivery.webhook:delivered", []],
  ["delivery.salesforce:none", ["bare"]],
  ["delivery.webhook:failed,held", ["full", "bare"]],
  ["delivery:failed", ["full"]],
])("%s finds %j", async (text, expected) => {
  expect((await found(text)).sort()).toEqual(expected.toSorted());
});

test("endpoints, destinations and owners are also known by their ids", async () => {
  expect(await found(`endpoint:${names.endpoint}`)).toEqual(["full"]);
  expect(await found(`delivery.${names.destination}:held`)).toEqual(["bare"]);
  expect(await found(`owner:${names.owner}`)).toEqual(["full"]);
});

test("a mention is each person's own", async () => {
  reader = { ...reader, userId: names.owner };
  expect(await found("mentions:me")).toEqual([]);
});
