import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import { createDestination, createLead, createUser, createWorkspace } from "#db/factories.ts";
import { destinations, mappings } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { getMapping } from "#features/mappings/get-mapping.ts";
import { listPreviewLeads } from "#features/mappings/list-preview-leads.ts";
import { publishMapping } from "#features/mappings/publish-mapping.ts";
import { discardDraft, saveDraft } from "#features/mappings/save-draft.ts";
import type { Session } from "#features/people/session.ts";

useTestDatabase();

const FIELDS: TargetField[] = [
  { name: "lastname", label: "Last name", type: "string", required: true },
  { name: "company", label: "Company", type: "string", required: false },
];

let session: Session;
let destinationId: string;

beforeEach(async () => {
  session = await createSession();
  destinationId = (await createDestination(session.workspaceId, { fields: FIELDS })).id;
});

describe("a draft", () => {
  it("is kept apart from what is live until it is published", async () => {
    const rows = [row("lastname", "last_name")];
    expect(await saveDraft(session, destinationId, rows)).toEqual({ ok: true, changes: 1 });
    expect(await getMapping(session, destinationId)).toMatchObject({
      rows,
      liveRows: [],
      changes: 1,
      liveVersion: null,
    });

    expect(await publishMapping(session, destinationId, "first")).toEqual({ ok: true, version: 1 });
    expect(await getMapping(session, destinationId)).toMatchObject({
      rows,
      liveRows: rows,
      changes: 0,
      liveVersion: 1,
      publishedBy: "Ana Torres",
      fields: FIELDS,
    });
  });

  it("goes away when it changes nothing, and can be discarded", async () => {
    await saveDraft(session, destinationId, [row("lastname", "last_name")]);
    expect(await saveDraft(session, destinationId, [])).toEqual({ ok: true, changes: 0 });
    expect(await publishMapping(session, destinationId, null)).toEqual({ ok: false, code: "nothing_to_publish" });

    await saveDraft(session, destinationId, [row("lastname", "last_name")]);
    await discardDraft(session, destinationId);
    expect((await getMapping(session, destinationId))?.changes).toBe(0);
  });

  it("is one for each destination, whoever saves and however often", async () => {
    await Promise.all(
      ["first_name", "last_name", "full_name"].map((name) =>
        saveDraft(session, destinationId, [row("lastname", name)]),
      ),
    );
    const drafts = await db.select().from(mappings).where(eq(mappings.destinationId, destinationId));
    expect(drafts).toHaveLength(1);
  });
});

describe("publishing", () => {
  it("is refused while a required field has neither value nor fallback, and names it", async () => {
    const unmapped = { ok: false, code: "required_unmapped", fields: [{ field: "lastname", label: "Last name" }] };

    await saveDraft(session, destinationId, [row("company", "company")]);
    expect(await publishMapping(session, destinationId, null)).toEqual(unmapped);
    await saveDraft(session, destinationId, [{ target: "lastname", value: [], fallback: [] }]);
    expect(await publishMapping(session, destinationId, null)).toEqual(unmapped);
    await saveDraft(session, destinationId, [
      { target: "lastname", value: [], fallback: [{ kind: "text", text: "(not given)" }] },
    ]);
    expect(await publishMapping(session, destinationId, null)).toEqual({ ok: true, version: 1 });
  });

  it("is refused while one of the last leads would be rejected, and names the field", async () => {
    await createLead(session.workspaceId, { lastName: "Lovelace" });
    await saveDraft(session, destinationId, [row("lastname", "last_name")]);
    expect(await publishMapping(session, destinationId, null)).toEqual({ ok: true, version: 1 });

    await createLead(session.workspaceId, { lastName: null });
    await saveDraft(session, destinationId, [row("lastname", "last_name"), row("company", "company")]);
    expect(await publishMapping(session, destinationId, null)).toEqual({
      ok: false,
      code: "would_be_rejected",
      fields: [{ field: "lastname", label: "Last name" }],
    });
  });

  it("goes on when such leads are to wait for a person, and with values that only change", async () => {
    await createLead(session.workspaceId, { lastName: null, company: null });
    await saveDraft(session, destinationId, [
      { ...row("lastname", "last_name"), whenEmpty: "stop" },
      { ...row("company", "company"), whenEmpty: "stop" },
    ]);
    expect(await publishMapping(session, destinationId, null)).toEqual({ ok: true, version: 1 });
  });

  it("counts versions without gaps and makes the newest live", async () => {
    for (const [index, name] of ["last_name", "full_name", "email"].entries()) {
      await saveDraft(session, destinationId, [row("lastname", name)]);
      expect(await publishMapping(session, destinationId, null)).toEqual({ ok: true, version: index + 1 });
    }
    const [destination] = await db
      .select({ live: destinations.liveMappingVersion })
      .from(destinations)
      .where(eq(destinations.id, destinationId));
    expect(destination?.live).toBe(3);
  });

  it("is an admin's and an editor's, and ends at the workspace", async () => {
    const member: Session = { ...session, role: "member" };
    expect(await saveDraft(member, destinationId, [])).toEqual({ ok: false, code: "forbidden" });
    expect(await publishMapping(member, destinationId, null)).toEqual({ ok: false, code: "forbidden" });

    const stranger = await createSession();
    expect(await saveDraft(stranger, destinationId, [])).toEqual({ ok: false, code: "not_found" });
    expect(await publishMapping(stranger, destinationId, null)).toEqual({ ok: false, code: "not_found" });
    expect(await getMapping(stranger, destinationId)).toBeNull();
  });
});

describe("leads to preview with", () => {
  it("are the newest of the workspace, with the address of their page", async () => {
    const older = await createLead(session.workspaceId, { receivedAt: new Date("2026-11-20") });
    const newer = await createLead(session.workspaceId, { receivedAt: new Date("2026-11-21"), isTest: true });
    const leads = await listPreviewLeads(session, undefined, 1);
    expect(leads).toMatchObject([{ id: newer.id, isTest: true, url: `http://localhost:3000/leads/${newer.number}` }]);
    expect((await listPreviewLeads(session)).map(({ id }) => id)).toEqual([newer.id, older.id]);
  });

  it("hold an older lead too that is asked for, once, and none of another workspace", async () => {
    const older = await createLead(session.workspaceId, { receivedAt: new Date("2026-11-20") });
    const newer = await createLead(session.workspaceId, { receivedAt: new Date("2026-11-21") });
    const idsWith = async (asked: number) => (await listPreviewLeads(session, asked, 1)).map(({ id }) => id);
    expect(await idsWith(older.number)).toEqual([newer.id, older.id]);
    expect(await idsWith(newer.number)).toEqual([newer.id]);
    const { id: elsewhere } = await createWorkspace();
    const foreign = await createLead(elsewhere, { number: 4711 });
    expect(await idsWith(foreign.number)).toEqual([newer.id]);
  });
});

async function createSession(): Promise<Session> {
  const { id: workspaceId, name: workspaceName } = await createWorkspace();
  const { id: userId, name, email } = await createUser(workspaceId);
  return { sessionId: userId, workspaceId, workspaceName, userId, name, email, role: "admin", timeZone: "UTC" };
}

function row(target: string, field: string): MappingRow {
  return { target, value: [{ kind: "field", field }], fallback: [] };
}
