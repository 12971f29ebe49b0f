import { and, asc, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#db/client.ts";
import { createDestination, createEndpoint, createReceipt, createWorkspace } from "#db/factories.ts";
import { deliveries, leadEvents, leads, receipts } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { acceptReceipts } from "#features/intake/accept-receipts.ts";
import { receiveLead } from "#features/intake/receive-lead.ts";
import { sample, samples } from "#features/intake/testing/samples.ts";

useTestDatabase();

let workspaceId: string;
let endpoint: Awaited<ReturnType<typeof createEndpoint>>;

beforeEach(async () => {
  workspaceId = (await createWorkspace()).id;
  endpoint = await createEndpoint(workspaceId, { burst: 1_000 });
});

test("every readable sample becomes a lead with the next number, in the order of arrival", async () => {
  for (const [index, { body }] of samples.entries()) await post(body, second(index * 601));
  await acceptAll();
  const made = await leadsOf();
  const readable = (await receiptsOf()).filter(({ state }) => state === "lead");
  expect(made.map(({ number }) => number)).toEqual(made.map((_, index) => index + 1));
  expect(made.map(({ receiptId }) => receiptId)).toEqual(readable.map(({ id }) => id));
  expect(readable.map(({ leadId }) => leadId)).toEqual(made.map(({ id }) => id));
  expect(made).toHaveLength(samples.length - 5);
});

test("Microsoft's documented sample is understood column by column", async () => {
  await post(sample("ms-docs-json-example"));
  await acceptAll();
  expect(await leadsOf()).toMatchObject([
    {
      number: 1,
      firstName: "Some",
      lastName: "One",
      email: "someone@contoso.com",
      phone: "16175555555",
      country: "USA",
      countryCode: "US",
      company: "Contoso",
      title: "Esquire",
      leadSource: "AzureMarketplace",
      marketplace: "azure_marketplace",
      actionCode: "INS",
      action: "install",
      offerTitle: "Test Microsoft",
      message: "Test run through Power Automate",
      isTest: false,
      doNotContact: false,
      repeatCount: 0,
      searchText: "some one contoso someone@contoso.com test microsoft test run through power automate",
    },
  ]);
});

describe("the same bytes at the same endpoint", () => {
  test("20 times at once and 20 times in a row are one lead with 40 receipts, delivered once", async () => {
    await createDestination(workspaceId, { liveMappingVersion: 1 });
    const body = sample("duplicate-a");
    await Promise.all([...Array.from({ length: 20 }, () => post(body)), acceptReceipts(5)]);
    await acceptAll();
    for (let i = 0; i < 20; i++) {
      await post(body);
      if (i % 7 === 0) await acceptAll();
    }
    await acceptAll();

    const kept = await receiptsOf();
    expect(kept).toHaveLength(40);
    expect(new Set(kept.map(({ leadId }) => leadId)).size).toBe(1);
    expect(kept.filter(({ state }) => state === "lead")).toHaveLength(1);
    expect(await leadsOf()).toMatchObject([{ repeatCount: 39 }]);
    expect(await deliveriesOf()).toHaveLength(1);
    expect(await db.$count(leadEvents, eq(leadEvents.workspaceId, workspaceId))).toBe(39);
  });

  test("are a repeat for ten minutes after the last of them, then a lead of its own", async () => {
    const body = sample("duplicate-a");
    for (const minute of [0, 8, 16, 27]) {
      await post(body, second(minute * 60));
      await acceptAll();
    }
    expect((await receiptsOf()).map(({ state }) => state)).toEqual(["lead", "repeat", "repeat", "lead"]);
  });

  test("are one lead also where the later one was accepted first", async () => {
    const body = sample("duplicate-a");
    await post(body, second(1));
    await acceptAll();
    await post(body, second(0));
    await acceptAll();
    expect(await leadsOf()).toHaveLength(1);
  });

  test("are linked to the lead, counted there and told in its timeline", async () => {
    await post(sample("duplicate-a"), second(0));
    await post(sample("duplicate-a"), second(30));
    await acceptAll();
    const [lead] = await leadsOf();
    const [, repeat] = await receiptsOf();
    expect(repeat).toMatchObject({ state: "repeat", leadId: lead?.id });
    expect(await db.select().from(leadEvents).where(eq(leadEvents.workspaceId, workspaceId))).toMatchObject([
      { leadId: lead?.id, type: "repeat", details: { receiptId: repeat?.id }, createdAt: second(30) },
    ]);
  });

  test("at another endpoint are another lead", async () => {
    const other = await createEndpoint(workspaceId);
    await post(sample("duplicate-a"));
    await post(sample("duplicate-a"), new Date(), other);
    await acceptAll();
    expect(await leadsOf()).toHaveLength(2);
  });
});

test("another step or another spelling of one person's lead is a lead of its own with the same person key", async () => {
  for (const name of ["duplicate-a", "duplicate-b-other-action", "duplicate-c-email-case"]) await post(sample(name));
  await acceptAll();
  const made = await leadsOf();
  expect(made).toHaveLength(3);
  expect(new Set(made.map(({ personKey }) => personKey)).size).toBe(1);
});

describe("each new lead is owed to", () => {
  test("every destination with a published mapping: due now, or held where it is paused", async () => {
    const active = await createDestination(workspaceId, { liveMappingVersion: 2 });
    const paused = await createDestination(workspaceId, { liveMappingVersion: 1, state: "paused" });
    await createDestination(workspaceId, { liveMappingVersion: null });
    await createDestination((await createWorkspace()).id, { liveMappingVersion: 1 });
    await post(sample("ms-docs-json-example"));
    await acceptAll();

    const [lead] = await leadsOf();
    const owed = await deliveriesOf();
    expect(owed).toHaveLength(2);
    expect(owed.find(({ destinationId }) => destinationId === active.id)).toMatchObject({
      leadId: lead?.id,
      personKey: lead?.personKey,
      state: "queued",
      nextTrigger: "auto",
      attemptCount: 0,
    });
    expect(owed.find(({ destinationId }) => destinationId === paused.id)).toMatchObject({
      state: "held",
      nextAttemptAt: null,
    });
    const due = and(eq(deliveries.workspaceId, workspaceId), sql`next_attempt_at <= now()`);
    expect(await db.$count(deliveries, due)).toBe(1);
  });

  test.each([
    ["test-lead-https-repaired", "test"],
    ["dnc-lead", "do_not_contact"],
  ])("none when it is the sample %s: skipped as %s", async (name, skipReason) => {
    await createDestination(workspaceId, { liveMappingVersion: 1 });
    await createDestination(workspaceId, { liveMappingVersion: 1, state: "paused" });
    await post(sample(name));
    await acceptAll();
    expect(await deliveriesOf()).toMatchObject([
      { state: "skipped", skipReason, nextAttemptAt: null },
      { state: "skipped", skipReason, nextAttemptAt: null },
    ]);
  });
});

describe("a receipt that cannot become a lead", () => {
  test("stays visible as unreadable and does not stop the others", async () => {
    await post(sample("duplicate-a"));
    const poison = await createReceipt(workspaceId, { endpointId: endpoint.id, body: Buffer.from("not JSON") });
    await post(sample("duplicate-b-other-action"));
    await acceptAll();
    const kept = await receiptsOf();
    expect(kept.map(({ state }) => state).sort()).toEqual(["lead", "lead", "unreadable"]);
    expect(kept.find(({ id }) => id === poison.id)?.problem).toEqual({ code: "invalid_symbol", line: 1, column: 1 });
  });

  test("waits as it is when no other could be accepted beside it, because then the mistake is more likely ours", async () => {
    const strange = { endpointId: (await createEndpoint((await createWorkspace()).id)).id };
    await createReceipt(workspaceId, strange);
    await expect(acceptReceipts()).rejects.toThrow();
    expect((await receiptsOf()).map(({ state }) => state)).toEqual(["pending"]);
    await post(sample("duplicate-a"));
    expect(await acceptReceipts()).toBe(2);
    expect((await receiptsOf()).map(({ state }) => state).sort()).toEqual(["lead", "unreadable"]);
  });

  test("because Postgres refuses it is told apart from its neighbours, and numbers stay without gaps", async () => {
    await post(sample("duplicate-a"), second(0));
    // No endpoint of this workspace: the foreign key refuses the lead.
    const poison = await createReceipt(workspaceId, {
      endpointId: (await createEndpoint((await createWorkspace()).id)).id,
      receivedAt: second(1),
    });
    await post(sample("duplicate-b-other-action"), second(2));
    expect(await acceptReceipts()).toBe(3);

    const kept = await receiptsOf();
    expect(kept.map(({ state }) => state)).toEqual(["lead", "unreadable", "lead"]);
    expect(kept.find(({ id }) => id === poison.id)?.problem).toEqual({ code: "not_storable" });
    expect((await leadsOf()).map(({ number }) => number)).toEqual([1, 2]);
    expect(await acceptReceipts()).toBe(0);
  });
});

test("receipts that were refused at the door stay as they are", async () => {
  await post(sample("not-json"));
  await post(Buffer.alloc(300 * 1024));
  expect(await acceptReceipts()).toBe(0);
  expect((await receiptsOf()).map(({ state }) => state)).toEqual(["unreadable", "too_large"]);
});

test("one worker accepts at a time, the other finds nothing to do", async () => {
  await post(sample("duplicate-a"));
  await db.transaction(async (other) => {
    await other.execute(sql`select pg_advisory_xact_lock(7266921)`);
    expect(await acceptReceipts()).toBe(0);
  });
  expect(await acceptReceipts()).toBe(1);
});

test("a batch holds no more than it is asked to, and large bodies make it smaller", async () => {
  for (let i = 0; i < 5; i++) await post(Buffer.from(JSON.stringify({ Company: i })));
  expect([await acceptReceipts(3), await acceptReceipts(3), await acceptReceipts(3)]).toEqual([3, 2, 0]);
  for (let i = 0; i < 40; i++) await post(Buffer.from(JSON.stringify({ Company: "x".repeat(256_000), Title: i })));
  expect(await acceptReceipts(40)).toBe(32);
});

test("what Postgres cannot take in JSON is taken in: NUL, lone surrogates, 1e400, 100,000 levels, duplicate keys", async () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const body = `{"Company":"a\\u0000b\\ud800","x":1e400,"y":${deep},"Company":"c\\u0000","z\\u0000":"\\udfff"}`;
  await post(Buffer.from(body));
  await acceptAll();
  expect(await leadsOf()).toMatchObject([{ company: "c\ufffd", extra: { x: null, "z\ufffd": "\ufffd" } }]);
});

test("workspaces count their leads apart", async () => {
  const first = await createEndpoint((await createWorkspace()).id);
  await post(sample("duplicate-a"));
  await post(sample("duplicate-a"), new Date(), first);
  await acceptAll();
  expect(await leadsOf()).toMatchObject([{ number: 1 }]);
  expect(await db.select().from(leads).where(eq(leads.workspaceId, first.workspaceId))).toMatchObject([{ number: 1 }]);
});

function second(seconds: number): Date {
  return new Date(Date.parse("2026-03-01T00:00:00Z") + seconds * 1000);
}

async function post(body: Buffer, at = new Date(), { key } = endpoint): Promise<void> {
  await receiveLead(
    {
      method: "POST",
      url: `/api/leads/${key}`,
      header: () => null,
      remoteAddress: "192.0.2.1",
      readBody: async (maxBytes) => ({ bytes: body.subarray(0, maxBytes), isWhole: body.length <= maxBytes }),
    },
    at,
  );
}

async function acceptAll(): Promise<void> {
  while ((await acceptReceipts()) > 0);
}

function receiptsOf() {
  return db
    .select()
    .from(receipts)
    .where(eq(receipts.workspaceId, workspaceId))
    .orderBy(asc(receipts.receivedAt), asc(receipts.id));
}

function leadsOf() {
  return db.select().from(leads).where(eq(leads.workspaceId, workspaceId)).orderBy(asc(leads.number));
}

function deliveriesOf() {
  return db.select().from(deliveries).where(eq(deliveries.workspaceId, workspaceId));
}
