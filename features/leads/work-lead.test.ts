import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#db/client.ts";
import {
  createDelivery,
  createDestination,
  createEndpoint,
  createLead,
  createUser,
  createWorkspace,
} from "#db/factories.ts";
import { attempts, leadEvents, users } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { addNote } from "#features/leads/add-note.ts";
import { assignLead } from "#features/leads/assign-lead.ts";
import { getLead } from "#features/leads/get-lead.ts";
import { leadTimeline } from "#features/leads/lead-timeline.ts";
import { listOwners } from "#features/leads/list-owners.ts";
import type { Worker } from "#features/leads/lock-lead.ts";
import { markRead, markUnread } from "#features/leads/mark-read.ts";
import { relatedLeads } from "#features/leads/related-leads.ts";
import { triageLead } from "#features/leads/triage-lead.ts";
import type { Role } from "#features/people/session.ts";

useTestDatabase();

type Colleague = Worker & { name: string; timeZone: string };

let workspaceId: string;
let endpointId: string;
let ana: Colleague;
let ben: Colleague;

beforeAll(async () => {
  workspaceId = (await createWorkspace()).id;
  endpointId = (await createEndpoint(workspaceId)).id;
  ana = await createColleague("Ana", "member");
  ben = await createColleague("Ben", "member");
});

async function createColleague(name: string, role: Role, workspace = workspaceId): Promise<Colleague> {
  const { id } = await createUser(workspace, { name, role });
  return { workspaceId: workspace, userId: id, role, name, timeZone: "UTC" };
}

const newLead = (given: Parameters<typeof createLead>[1] = {}) => createLead(workspaceId, { endpointId, ...given });

async function read(number: number, reader = ana) {
  const lead = await getLead(reader, number);
  if (!lead) throw new Error(`There is no lead ${number}`);
  return lead;
}

async function story(number: number) {
  const entries = await leadTimeline(ana, await read(number));
  return entries.map(({ id, at, ...entry }) => entry);
}

describe("working a lead", () => {
  test("the history tells who changed status and owner, from what to what, and what they noted", async () => {
    const { number } = await newLead();
    await triageLead(ana, number, "contacted");
    await assignLead(ana, number, ben.userId);
    await addNote(ben, number, "  Called, is out until Thursday.\n");

    const byAna = { userId: ana.userId, userName: "Ana" };
    const byBen = { userId: ben.userId, userName: "Ben" };
    expect(await story(number)).toEqual([
      { type: "note", text: "Called, is out until Thursday.", ...byBen },
      { type: "owner", ownerId: ben.userId, ownerName: "Ben", ...byAna },
      { type: "status", from: "new", to: "contacted", ...byAna },
      { type: "received" },
    ]);
    expect(await read(number)).toMatchObject({ status: "contacted", ownerName: "Ben" });
  });

  test("taking a change back restores what was before and tells both steps", async () => {
    const { number } = await newLead({ status: "qualified", ownerId: ben.userId });
    await triageLead(ana, number, "closed");
    await assignLead(ana, number, null);

    expect(await triageLead(ana, number, "qualified", "closed")).toEqual({ ok: true });
    expect(await assignLead(ana, number, ben.userId, null)).toEqual({ ok: true });
    expect(await read(number)).toMatchObject({ status: "qualified", ownerName: "Ben" });
    expect((await story(number)).map(({ type }) => type)).toEqual(["owner", "status", "owner", "status", "received"]);
  });

  test("taking a change back leaves alone what somebody else has set meanwhile", async () => {
    const { number } = await newLead();
    await triageLead(ana, number, "contacted");
    await triageLead(ben, number, "qualified");
    await assignLead(ben, number, ben.userId);

    expect(await triageLead(ana, number, "new", "contacted")).toEqual({ ok: false, code: "changed_meanwhile" });
    expect(await assignLead(ana, number, null, ana.userId)).toEqual({ ok: false, code: "changed_meanwhile" });
    expect(await read(number)).toMatchObject({ status: "qualified", ownerName: "Ben" });
  });

  test("the first of note, status and owner is the first touch and stays it", async () => {
    for (const touch of [
      (number: number) => addNote(ana, number, "Hello"),
      (number: number) => triageLead(ana, number, "contacted"),
      (number: number) => assignLead(ana, number, ana.userId),
    ]) {
      const { number } = await newLead();
      await markRead(ana, number);
      expect((await read(number)).firstTouchAt).toBeNull();
      await touch(number);
      const first = (await read(number)).firstTouchAt;
      expect(first).toBeInstanceOf(Date);
      await triageLead(ben, number, "closed");
      expect((await read(number)).firstTouchAt).toEqual(first);
    }
  });

  test("setting what is set already changes nothing and tells nothing", async () => {
    const { number } = await newLead();
    expect(await triageLead(ana, number, "new")).toEqual({ ok: true });
    expect(await assignLead(ana, number, null)).toEqual({ ok: true });
    expect(await story(number)).toEqual([{ type: "received" }]);
    expect((await read(number)).firstTouchAt).toBeNull();
  });

  test("an empty note is none", async () => {
    const { number } = await newLead();
    expect(await addNote(ana, number, " \n\t ")).toEqual({ ok: false, code: "empty_note" });
  });

  test("a lead goes only to people who are there: of this workspace and not disabled", async () => {
    const { number } = await newLead();
    const stranger = await createColleague("Stranger", "member", (await createWorkspace()).id);
    const gone = await createColleague("Gone", "member");
    await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, gone.userId));

    for (const { userId } of [stranger, gone]) {
      expect(await assignLead(ana, number, userId)).toEqual({ ok: false, code: "owner_not_found" });
    }
    expect((await listOwners(ana)).map(({ name }) => name)).toEqual(["Ana", "Ben"]);
  });

  test("people who only read change nothing", async () => {
    const { number } = await newLead();
    const viewer = await createColleague("Viewer", "viewer");
    for (const change of [
      await triageLead(viewer, number, "closed"),
      await assignLead(viewer, number, viewer.userId),
      await addNote(viewer, number, "Hello"),
    ]) {
      expect(change).toEqual({ ok: false, code: "forbidden" });
    }
    await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, viewer.userId));
  });

  test("another workspace's lead is like one that does not exist", async () => {
    const { number } = await newLead({ number: 900_000 });
    const stranger = await createColleague("Stranger", "admin", (await createWorkspace()).id);
    const missing = { ok: false, code: "lead_not_found" };
    expect(await getLead(stranger, number)).toBeNull();
    expect(await triageLead(stranger, number, "closed")).toEqual(missing);
    expect(await assignLead(stranger, number, stranger.userId)).toEqual(missing);
    expect(await addNote(stranger, number, "Hello")).toEqual(missing);
    expect(await markRead(stranger, number)).toEqual(missing);
    expect(await markUnread(stranger, number)).toEqual(missing);
  });
});

describe("opening a lead", () => {
  test("makes it read for that person alone and is told once, even by two tabs at the same time", async () => {
    const { id, number } = await newLead();
    await Promise.all([markRead(ana, number), markRead(ana, number)]);
    await markUnread(ana, number);
    expect((await read(number)).isUnread).toBe(true);
    await markRead(ana, number);

    expect((await read(number)).isUnread).toBe(false);
    expect((await read(number, ben)).isUnread).toBe(true);
    const opened = and(eq(leadEvents.leadId, id), eq(leadEvents.type, "opened"));
    expect(await db.$count(leadEvents, opened)).toBe(1);
  });
});

describe("the history", () => {
  test("tells every try to forward the lead when it ended, and the mapping once for each version", async () => {
    const receivedAt = new Date("2026-03-10T12:00:00Z");
    const { id, number } = await newLead({ receivedAt });
    const destination = await createDestination(workspaceId, { name: "HubSpot", connector: "hubspot" });
    const delivery = await createDelivery(workspaceId, { leadId: id, destinationId: destination.id });
    const tried = {
      workspaceId,
      deliveryId: delivery.id,
      trigger: "auto" as const,
      exchanges: [],
      mappingVersion: 3,
      values: { email: "a@b.example", name: "A" },
    };
    await db.insert(attempts).values([
      {
        ...tried,
        id: crypto.randomUUID(),
        number: 1,
        warnings: [{ code: "truncated" }],
        outcome: "retry",
        code: "429",
        message: "busy",
        startedAt: new Date("2026-03-10T12:00:01Z"),
        durationMs: 500,
      },
      {
        ...tried,
        id: crypto.randomUUID(),
        number: 2,
        outcome: "delivered",
        startedAt: new Date("2026-03-10T12:05:00Z"),
        durationMs: 800,
      },
    ]);

    const entries = await leadTimeline(ana, await read(number));
    const at = { deliveryId: delivery.id, destinationName: "HubSpot", connector: "hubspot" };
    expect(entries.map(({ id: _, ...entry }) => entry)).toEqual(
      [
        {
          type: "delivered",
          number: 2,
          durationMs: 800,
          externalUrl: null,
          at: new Date("2026-03-10T12:05:00.800Z"),
          ...at,
        },
        {
          type: "problem",
          number: 1,
          outcome: "retry",
          code: "429",
          message: "busy",
          at: new Date("2026-03-10T12:00:01.500Z"),
          ...at,
        },
        {
          type: "mapped",
          number: 1,
          version: 3,
          fields: 2,
          changed: 1,
          at: new Date("2026-03-10T12:00:01Z"),
          ...at,
        },
        { type: "received", at: receivedAt },
      ].map((entry) => expect.objectContaining(entry)),
    );
  });
});

describe("related leads", () => {
  test("are those of the same person and the same company address, not of a shared mail provider", async () => {
    const lead = (email: string, personKey: string, given = {}) =>
      newLead({ email, personKey, searchText: `somebody ${email.toLowerCase()}`, ...given });
    const first = await lead("Eva@Tailspin.example", "eva");
    const again = await lead("eva@home.example", "eva");
    const colleague = await lead("max@tailspin.example", "max");
    await lead("max@tailspin.example", "max", { isTest: true });
    await lead("max@nottailspin.example", "other");
    const private1 = await lead("one@gmail.com", "one");
    await lead("two@gmail.com", "two");

    const related = await relatedLeads(ana, await read(first.number));
    expect(related.map(({ number, isSamePerson }) => ({ number, isSamePerson }))).toEqual([
      { number: colleague.number, isSamePerson: false },
      { number: again.number, isSamePerson: true },
    ]);
    expect(await relatedLeads(ana, await read(private1.number))).toEqual([]);
  });
});
