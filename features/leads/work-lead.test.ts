import { and, eq, sql } from "drizzle-orm";
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
import { attempts, leadEvents, leads, users } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { addNote } from "#features/leads/add-note.ts";
import { changeLead } from "#features/leads/change-lead.ts";
import { countMentions } from "#features/leads/count-mentions.ts";
import { getLead } from "#features/leads/get-lead.ts";
import type { LeadChangeOrder } from "#features/leads/lead-change-order.ts";
import { leadTimeline } from "#features/leads/lead-timeline.ts";
import type { CloseReason, LeadStatus } from "#features/leads/lead-words.ts";
import { listOwners } from "#features/leads/list-owners.ts";
import type { Worker } from "#features/leads/lock-lead.ts";
import { markRead } from "#features/leads/mark-read.ts";
import { noteReply } from "#features/leads/note-reply.ts";
import { relatedLeads } from "#features/leads/related-leads.ts";
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

const setStatus = (worker: Worker, number: number, status: LeadStatus, reason?: CloseReason | null) =>
  changeLead(worker, number, { kind: "status", status, reason });
const assign = (worker: Worker, number: number, ownerId: string | null) =>
  changeLead(worker, number, { kind: "owner", ownerId });

async function read(number: number, reader = ana) {
  const lead = await getLead(reader, number);
  if (!lead) throw new Error(`There is no lead ${number}`);
  return lead;
}

/** Changes a lead and takes it back, as the Undo of a toast does. */
async function undone(worker: Worker, number: number, order: LeadChangeOrder, meanwhile = async () => {}) {
  const change = await changeLead(worker, number, order);
  if (!change.ok || !change.undo) throw new Error("The order changes the lead");
  await meanwhile();
  return changeLead(worker, number, change.undo, order);
}

async function story(number: number) {
  const entries = await leadTimeline(ana, await read(number));
  return entries.map(({ id, at, ...entry }) => entry);
}

describe("working a lead", () => {
  test("the history tells who changed status and owner, from what to what, and what they noted", async () => {
    const { number } = await newLead();
    await setStatus(ana, number, "contacted");
    await assign(ana, number, ben.userId);
    await addNote(ben, number, "  Called, is out until Thursday.\n");

    const byAna = { userId: ana.userId, userName: "Ana" };
    const byBen = { userId: ben.userId, userName: "Ben" };
    expect(await story(number)).toEqual([
      { type: "note", parts: [{ text: "Called, is out until Thursday." }], ...byBen },
      { type: "owner", ownerId: ben.userId, ownerName: "Ben", ...byAna },
      { type: "status", from: "new", to: "contacted", reason: null, ...byAna },
      { type: "received" },
    ]);
    expect(await read(number)).toMatchObject({ status: "contacted", ownerName: "Ben" });
  });

  test("taking a change back restores what was before and tells both steps", async () => {
    const { number } = await newLead({ status: "qualified", ownerId: ben.userId });
    expect(await undone(ana, number, { kind: "status", status: "closed", reason: "spam" })).toMatchObject({ ok: true });
    expect(await undone(ana, number, { kind: "owner", ownerId: null })).toMatchObject({ ok: true });
    expect(await read(number)).toMatchObject({ status: "qualified", ownerName: "Ben" });
    expect((await story(number)).map(({ type }) => type)).toEqual(["owner", "owner", "status", "status", "received"]);
  });

  test("taking a change back leaves alone what somebody else has set meanwhile", async () => {
    const { number } = await newLead();
    const meanwhile = async () => {
      await setStatus(ben, number, "qualified");
      await assign(ben, number, ben.userId);
    };
    const contacted = { kind: "status", status: "contacted" } as const;
    const changed = { ok: false, code: "changed_meanwhile" };
    expect(await undone(ana, number, contacted, meanwhile)).toEqual(changed);
    expect(await undone(ana, number, { kind: "owner", ownerId: ana.userId }, meanwhile)).toEqual(changed);
    expect(await read(number)).toMatchObject({ status: "qualified", ownerName: "Ben" });
  });

  test("the first of note, status, owner and reply is the first touch and stays it", async () => {
    for (const touch of [
      (number: number) => addNote(ana, number, "Hello"),
      (number: number) => setStatus(ana, number, "contacted"),
      (number: number) => assign(ana, number, ana.userId),
      (number: number) => noteReply(ana, number, "email"),
    ]) {
      const { number } = await newLead();
      await markRead(ana, number);
      expect((await read(number)).firstTouchAt).toBeNull();
      await touch(number);
      const first = (await read(number)).firstTouchAt;
      expect(first).toBeInstanceOf(Date);
      await setStatus(ben, number, "closed");
      expect((await read(number)).firstTouchAt).toEqual(first);
    }
  });

  test("setting what is set already changes nothing and tells nothing", async () => {
    const { number } = await newLead();
    expect(await setStatus(ana, number, "new")).toEqual({ ok: true, undo: null });
    expect(await assign(ana, number, null)).toEqual({ ok: true, undo: null });
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
      expect(await assign(ana, number, userId)).toEqual({ ok: false, code: "owner_not_found" });
    }
    expect((await listOwners(ana)).map(({ name }) => name)).toEqual(["Ana", "Ben"]);
  });

  test("people who only read change nothing", async () => {
    const { number } = await newLead();
    const viewer = await createColleague("Viewer", "viewer");
    for (const change of [
      await setStatus(viewer, number, "closed"),
      await assign(viewer, number, viewer.userId),
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
    expect(await setStatus(stranger, number, "closed")).toEqual(missing);
    expect(await assign(stranger, number, stranger.userId)).toEqual(missing);
    expect(await addNote(stranger, number, "Hello")).toEqual(missing);
    expect(await markRead(stranger, number)).toEqual(missing);
    expect(await noteReply(stranger, number, "email")).toEqual(missing);
  });
});

describe("opening a lead", () => {
  test("makes it read for that person alone and is told once, even by two tabs at the same time", async () => {
    const { id, number } = await newLead();
    await Promise.all([markRead(ana, number), markRead(ana, number)]);
    await changeLead(ana, number, { kind: "read", read: false });
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

describe("notes", () => {
  test("name people by id, tell them until they open the lead, and are found by search", async () => {
    const { id, number } = await newLead();
    await addNote(ana, number, "Ask @Ben about the Größe");
    expect((await story(number))[0]).toMatchObject({
      parts: [{ text: "Ask " }, { mention: { id: ben.userId, name: "Ben" } }, { text: " about the Größe" }],
    });
    expect(await countMentions(ben)).toBe(1);
    expect((await read(number, ben)).hasMention).toBe(true);
    expect(await countMentions(ana)).toBe(0);

    const [row] = await db
      .select({ searchText: leads.searchText, noteCount: leads.noteCount })
      .from(leads)
      .where(eq(leads.id, id));
    expect(row).toMatchObject({ noteCount: 1, searchText: expect.stringMatching(/ ask @ben about the grosse$/) });

    await markRead(ben, number);
    expect(await countMentions(ben)).toBe(0);
  });

  test("however many they are, what search looks at stays short", async () => {
    const { id, number } = await newLead();
    for (let note = 0; note < 4; note += 1) await addNote(ana, number, "long ".repeat(1_000));
    const [row] = await db.select({ length: sql<number>`length(search_text)` }).from(leads).where(eq(leads.id, id));
    expect(row?.length).toBe(12_000);
  });
});

describe("a reply", () => {
  test("is told once, however often the same button is pressed", async () => {
    const { number } = await newLead();
    await noteReply(ana, number, "email");
    await noteReply(ana, number, "email");
    await noteReply(ana, number, "phone");
    expect((await story(number)).map((entry) => (entry.type === "replied" ? entry.by : entry.type))).toEqual([
      "phone",
      "email",
      "received",
    ]);
  });
});

describe("related leads", () => {
  test("are those of the same person and the same company address, not of a shared mail provider", async () => {
    const lead = (email: string, personKey: string, given = {}) =>
      newLead({ email, personKey, emailDomain: email.split("@")[1]?.toLowerCase(), ...given });
    const first = await lead("Eva@Tailspin.example", "eva");
    const again = await lead("eva@home.example", "eva");
    const colleague = await lead("max@tailspin.example", "max");
    await lead("max@tailspin.example", "max", { isTest: true });
    await lead("gone@tailspin.example", "gone", { erasedAt: new Date() });
    await lead("max@nottailspin.example", "other");
    const private1 = await lead("one@gmail.com", "one");
    await lead("two@gmail.com", "two");

    const { person, company, domain } = await relatedLeads(ana, await read(first.number));
    expect(person.map(({ number }) => number)).toEqual([again.number]);
    expect(company.map(({ number }) => number)).toEqual([colleague.number]);
    expect(domain).toBe("tailspin.example");
    expect(await relatedLeads(ana, await read(private1.number))).toEqual({ person: [], company: [], domain: null });
  });
});
