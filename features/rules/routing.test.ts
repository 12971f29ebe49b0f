import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#db/client.ts";
import { createDestination, createEndpoint, createReceipt, createUser, createWorkspace } from "#db/factories.ts";
import { auditEvents, deliveries } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { acceptReceipts } from "#features/intake/accept-receipts.ts";
import type { Session } from "#features/people/session.ts";
import { getRouting } from "#features/rules/get-routing.ts";
import { previewRouting } from "#features/rules/preview-routing.ts";
import { EVERY_LEAD, type Routing, type Rule, routing, routingKind } from "#features/rules/routing.ts";
import { saveRouting } from "#features/rules/save-routing.ts";

useTestDatabase();

let session: Session;
let endpointId: string;
let destinationId: string;

beforeEach(async () => {
  const { id: workspaceId } = await createWorkspace();
  const { id: userId } = await createUser(workspaceId);
  session = {
    sessionId: "session",
    workspaceId,
    workspaceName: "Northwind",
    userId,
    role: "admin",
    name: "Ana Torres",
    email: "ana@northwind.example",
    timeZone: "UTC",
  };
  endpointId = (await createEndpoint(workspaceId)).id;
  destinationId = (await createDestination(workspaceId, { liveMappingVersion: 1 })).id;
});

describe("a new lead", () => {
  it("goes where the first rule that holds sends it, and is marked as kept back by a rule elsewhere", async () => {
    await route({
      rules: [rule("skip", { country: ["DE"], offer: ["Contoso DE"] }), rule("send", { country: ["DE", "AT"] })],
      otherwise: "skip",
    });
    await receive({ OfferTitle: "Contoso DE", UserDetails: { Country: "DE" } });
    await receive({ OfferTitle: "Contoso", UserDetails: { Country: "Austria" } });
    await receive({ OfferTitle: "Contoso", UserDetails: { Country: "ES" } });
    expect(await owed()).toEqual([
      ["skipped", "rule"],
      ["queued", null],
      ["skipped", "rule"],
    ]);
  });

  it("stays here when it is a test or nobody may contact the person, whatever the rules say", async () => {
    await route({ rules: [rule("send", { action: ["dnc", "install"] })] });
    await receive({ UserDetails: { FirstName: "MSFT_TEST_636573304831318844" }, ActionCode: "INS" });
    await receive({ ActionCode: "DNC", UserDetails: { Email: "ada@fabrikam.example" } });
    expect(await owed()).toEqual([
      ["skipped", "test"],
      ["skipped", "do_not_contact"],
    ]);
  });

  it("goes on where that kind was unlocked", async () => {
    await route({ unlocked: { test: true, doNotContact: true, repeats: false } });
    await receive({ UserDetails: { FirstName: "MSFT_TEST_636573304831318844" }, ActionCode: "INS" });
    await receive({ ActionCode: "DNC", UserDetails: { Email: "ada@fabrikam.example" } });
    expect(await owed()).toEqual([
      ["queued", null],
      ["queued", null],
    ]);
  });
});

describe("a lead that came again", () => {
  const body = { UserDetails: { Email: "ada@fabrikam.example" }, OfferTitle: "Contoso", ActionCode: "PLT" };

  it("is sent once", async () => {
    await receive(body);
    await receive(body);
    expect(await owed()).toEqual([["queued", null]]);
  });

  it("is sent once more for each time, as a record of its own, where repeats were unlocked", async () => {
    await route({ unlocked: { test: false, doNotContact: false, repeats: true } });
    await createDestination(session.workspaceId, { liveMappingVersion: 1 });
    await receive(body);
    await receive(body, body);
    const rows = await db
      .select({ destinationId: deliveries.destinationId, copy: deliveries.copy })
      .from(deliveries)
      .where(eq(deliveries.workspaceId, session.workspaceId))
      .orderBy(deliveries.id);
    expect(rows.filter((row) => row.destinationId === destinationId).map(({ copy }) => copy)).toEqual([0, 1, 2]);
    expect(rows).toHaveLength(4);
  });
});

describe("the preview", () => {
  it("counts each of the last leads once, where it is decided", async () => {
    await receive({ UserDetails: { FirstName: "MSFT_TEST_636573304831318844" }, ActionCode: "INS" });
    for (const [index, Country] of ["DE", "DE", "AT", "ES"].entries()) {
      await receive({ UserDetails: { Email: `person-${index}@fabrikam.example`, Country } });
    }
    const rules = [rule("send", { country: ["DE"] }), rule("skip", { country: ["DE", "AT"] })];
    expect(await previewRouting(session, { ...EVERY_LEAD, rules })).toEqual({
      total: 5,
      test: 1,
      doNotContact: 0,
      rules: [2, 1],
      otherwise: 1,
      repeats: 0,
    });
  });
});

describe("saving", () => {
  it("keeps the rules and writes down who changed them", async () => {
    const rules = [rule("send", { marketplace: ["appsource"] })];
    expect(await saveRouting(session, destinationId, { ...EVERY_LEAD, rules })).toEqual({ ok: true });
    expect(await getRouting(session, destinationId)).toEqual({ ...EVERY_LEAD, rules });
    const changes = await db
      .select({ action: auditEvents.action, userId: auditEvents.userId })
      .from(auditEvents)
      .where(eq(auditEvents.workspaceId, session.workspaceId));
    expect(changes).toEqual([{ action: "routing.changed", userId: session.userId }]);
  });

  it("is refused to who only reads, and to other workspaces", async () => {
    for (const role of ["viewer", "member"] as const) {
      expect(await saveRouting({ ...session, role }, destinationId, EVERY_LEAD)).toMatchObject({ code: "forbidden" });
    }
    const other = { ...session, workspaceId: (await createWorkspace()).id };
    expect(await saveRouting(other, destinationId, EVERY_LEAD)).toMatchObject({ code: "not_found" });
    expect(await getRouting(other, destinationId)).toBeNull();
    await receive({ UserDetails: { Email: "ada@fabrikam.example" } });
    expect(await previewRouting(other, EVERY_LEAD)).toMatchObject({ total: 0 });
  });

  it("takes nothing that no lead can have", () => {
    const strange = { ...EVERY_LEAD, rules: [{ when: { action: ["sneeze"] }, decision: "send" }] };
    expect(routing.safeParse(strange).success).toBe(false);
  });
});

describe("in one line of a list", () => {
  it("rules are told by their number; without any it is all leads, none, or all with some of the locked kinds", () => {
    const unlocked = { ...EVERY_LEAD.unlocked, repeats: true };
    expect(routingKind(EVERY_LEAD)).toBe("all");
    expect(routingKind({ ...EVERY_LEAD, unlocked })).toBe("unlocked");
    expect(routingKind({ ...EVERY_LEAD, unlocked, otherwise: "skip" })).toBe("none");
    expect(routingKind({ ...EVERY_LEAD, unlocked, rules: [rule("send", {})] })).toBe("rules");
  });
});

function rule(decision: Rule["decision"], when: Partial<Rule["when"]>): Rule {
  return { decision, when: { action: [], marketplace: [], offer: [], country: [], ...when } };
}

async function route(given: Partial<Routing>): Promise<void> {
  await saveRouting(session, destinationId, { ...EVERY_LEAD, ...given });
}

async function receive(...bodies: object[]): Promise<void> {
  for (const body of bodies) {
    await createReceipt(session.workspaceId, { endpointId, body: Buffer.from(JSON.stringify(body)) });
  }
  await acceptReceipts();
}

async function owed(): Promise<unknown[]> {
  const rows = await db
    .select({ state: deliveries.state, reason: deliveries.skipReason })
    .from(deliveries)
    .where(eq(deliveries.workspaceId, session.workspaceId))
    .orderBy(deliveries.id);
  return rows.map(({ state, reason }) => [state, reason]);
}
