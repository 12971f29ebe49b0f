import { desc, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Connector, Job, MappingRow, Outcome, TargetField } from "#connectors/connector.ts";
import { type FakeDataverse, startDataverse } from "#connectors/fakes/dataverse.ts";
import { type FakeEntra, startEntra } from "#connectors/fakes/entra.ts";
import { db } from "#db/client.ts";
import { createDestination, createLead } from "#db/factories.ts";
import { attempts, auditEvents, deliveries, testRecords } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { sealCredentials } from "#features/deliveries/connection.ts";
import { createForwarding, DELIVERED, REFUSED, stubConnector } from "#features/deliveries/forwarding.fixture.ts";
import { listTestRecords } from "#features/mappings/list-test-records.ts";
import { removeTestRecord } from "#features/mappings/remove-test-record.ts";
import { saveDraft } from "#features/mappings/save-draft.ts";
import { sendTestRecord } from "#features/mappings/send-test-record.ts";
import type { Session } from "#features/people/session.ts";
import { forgetEnv } from "#lib/env.ts";

useTestDatabase();

const FIELDS: TargetField[] = [
  { name: "firstname", label: "First name", type: "string", required: false },
  { name: "lastname", label: "Last name", type: "string", required: true, maxLength: 50 },
  { name: "emailaddress1", label: "Email", type: "email", required: false },
  {
    name: "leadsourcecode",
    label: "Lead source",
    type: "choice",
    required: false,
    choices: [{ value: 8, label: "Web" }],
  },
];
const ROWS: MappingRow[] = [
  row("lastname", "last_name"),
  row("emailaddress1", "email"),
  { target: "leadsourcecode", value: [{ kind: "text", text: "Web" }], fallback: [] },
];

let session: Session;
let destinationId: string;
let leadId: string;

describe("a test record in Dynamics 365", () => {
  let entra: FakeEntra;
  let dataverse: FakeDataverse;

  beforeEach(async () => {
    process.env.BUZON_ALLOW_PRIVATE_NETWORKS = "127.0.0.1";
    forgetEnv();
    entra = await startEntra();
    dataverse = await startDataverse({ issuer: entra.url });
    ({ session } = await createForwarding());
    const { workspaceId } = session;
    const { tenantId, clientId, clientSecret, url: authorityUrl } = entra;
    destinationId = v7();
    await createDestination(workspaceId, {
      id: destinationId,
      connector: "dynamics",
      fields: FIELDS,
      settings: { url: dataverse.url, tenantId, clientId, authorityUrl },
      credentialsSealed: sealCredentials(workspaceId, destinationId, { clientSecret }),
    });
    leadId = (await createLead(workspaceId)).id;
    await saveDraft(session, destinationId, ROWS);
  });

  afterEach(async () => {
    await dataverse.close();
    await entra.close();
    delete process.env.BUZON_ALLOW_PRIVATE_NETWORKS;
  });

  it("is made with the draft, marked, under an id of its own, and touches no delivery", async () => {
    const sent = await send();

    const [[id, record] = []] = [...dataverse.records];
    expect(record).toEqual({
      lastname: "TEST Lovelace",
      emailaddress1: expect.stringMatching(/^test-\w{12}@example\.com$/),
      leadsourcecode: 8,
    });
    expect(sent).toMatchObject({
      ok: true,
      id,
      isNew: true,
      url: expect.stringContaining(`id=${id}`),
      values: [
        { label: "Last name", text: "TEST Lovelace" },
        { label: "Email", value: record?.emailaddress1 },
        { label: "Lead source", value: 8, text: "Web" },
      ],
    });
    expect(sent.ok && sent.call.exchanges.at(-1)).toMatchObject({ method: "PATCH", status: 204 });
    expect(JSON.stringify(sent)).not.toContain(entra.clientSecret);
    expect(await db.$count(deliveries)).toBe(0);
    expect(await db.$count(attempts)).toBe(0);
  });

  it("is listed until it is deleted there; then what was in it is forgotten", async () => {
    const sent = await send();
    const id = sent.ok ? sent.id : "";
    expect(await listTestRecords(session, destinationId)).toMatchObject({
      canRemove: true,
      records: [{ id, name: "TEST Lovelace", leadNumber: 1, createdBy: "Ana Torres" }],
    });

    expect(await removeTestRecord(session, id)).toEqual({ ok: true });
    expect(dataverse.records.size).toBe(0);
    expect((await listTestRecords(session, destinationId)).records).toEqual([]);
    expect(await removeTestRecord(session, id)).toEqual({ ok: false, code: "not_found" });
    expect(await db.select({ values: testRecords.values }).from(testRecords).where(eq(testRecords.id, id))).toEqual([
      { values: {} },
    ]);
  });

  it("that was refused leaves nothing behind and says why, with what was sent and answered", async () => {
    dataverse.environment.mayCreate = false;

    expect(await send()).toMatchObject({
      ok: false,
      code: "refused",
      problem: { code: "0x80040220", message: expect.stringContaining("prvCreateLead") },
      mayExist: false,
      call: { exchanges: [{}, { status: 403 }] },
    });
    expect((await listTestRecords(session, destinationId)).records).toEqual([]);
  });

  it("of which no answer came stays listed, and can be deleted", async () => {
    dataverse.fail({ when: "after", requests: "writes", reply: "reset", times: 1 });

    expect(await send()).toMatchObject({ ok: false, code: "refused", problem: { code: "reset" }, mayExist: true });
    expect(dataverse.records.size).toBe(1);
    const [record] = (await listTestRecords(session, destinationId)).records;
    expect(await removeTestRecord(session, record?.id ?? "")).toEqual({ ok: true });
    expect(dataverse.records.size).toBe(0);
  });

  it("that cannot be deleted stays listed", async () => {
    const sent = await send();
    dataverse.fail({ when: "instead", requests: "all", reply: { status: 503 }, times: 1 });

    expect(await removeTestRecord(session, sent.ok ? sent.id : "")).toMatchObject({ ok: false, code: "refused" });
    expect((await listTestRecords(session, destinationId)).records).toHaveLength(1);
  });

  it("is on record, made and deleted, without what was in it", async () => {
    const sent = await send();
    const testRecordId = sent.ok ? sent.id : "";
    await removeTestRecord(session, testRecordId);

    const events = await db
      .select({ action: auditEvents.action, userId: auditEvents.userId, details: auditEvents.details })
      .from(auditEvents)
      .where(eq(auditEvents.workspaceId, session.workspaceId))
      .orderBy(desc(auditEvents.id))
      .limit(2);
    const { userId } = session;
    expect(events).toEqual([
      { action: "test_record.removed", userId, details: { testRecordId, destinationId } },
      { action: "test_record.sent", userId, details: { testRecordId, destinationId, leadId, outcome: "delivered" } },
    ]);
  });
});

describe("a test record", () => {
  let jobs: Job[];

  beforeEach(async () => {
    jobs = [];
    ({ session, destinationId } = await createForwarding({ rows: ROWS, fields: FIELDS }));
    leadId = (await createLead(session.workspaceId)).id;
  });

  it("is not sent when the mapping would have it refused: the fields are named", async () => {
    const { id } = await createLead(session.workspaceId, { lastName: null });

    expect(await sendTo(DELIVERED, id)).toMatchObject({
      ok: false,
      code: "incomplete",
      issues: [{ field: "lastname", code: "required_empty" }],
    });
    expect(jobs).toEqual([]);
  });

  it("is not sent unmarked", async () => {
    await saveDraft(session, destinationId, []);
    expect(await sendTo(DELIVERED)).toMatchObject({ ok: false, code: "incomplete" });

    ({ session, destinationId } = await createForwarding());
    leadId = (await createLead(session.workspaceId)).id;
    expect(await sendTo(DELIVERED)).toEqual({ ok: false, code: "nothing_mapped" });
    await saveDraft(session, destinationId, [row("email", "email")]);
    expect(await sendTo(DELIVERED)).toEqual({ ok: false, code: "nothing_to_mark" });
    expect(jobs).toEqual([]);
  });

  it("that filled in a record which was there is not ours to delete", async () => {
    expect(await sendTo({ kind: "delivered", created: false })).toMatchObject({ ok: true, isNew: false });
    expect((await listTestRecords(session, destinationId)).records).toEqual([]);
  });

  it("stays where nothing can be taken back", async () => {
    const sent = await sendTo(DELIVERED);
    const id = sent.ok ? sent.id : "";

    expect(await removeTestRecord(session, id, tools(DELIVERED))).toEqual({ ok: false, code: "not_removable" });
    expect(await listTestRecords(session, destinationId)).toMatchObject({ canRemove: false, records: [{ id }] });
  });

  it("survives a connector that throws: there may be a record", async () => {
    const broken = async () => Promise.reject(new Error("a bug"));
    const connector = stubConnector(broken);

    expect(await sendTestRecord(session, destinationId, leadId, { connectorOf: () => connector })).toMatchObject({
      ok: false,
      problem: { code: "internal" },
      mayExist: true,
    });
  });

  it("passes on the words of the refusal and the fields it is about", async () => {
    const fields = [{ field: "lastname", message: "too short" }];
    expect(await sendTo({ ...REFUSED, fields })).toMatchObject({ problem: { ...problemOf(REFUSED), fields } });
  });

  it("comes with a request that says TEST and names nobody, for connectors that pass Microsoft's own on", async () => {
    await sendTo(DELIVERED);
    const [job] = jobs;
    const body: unknown = JSON.parse(new TextDecoder().decode(job?.original.body));
    expect(body).toMatchObject({
      UserDetails: { LastName: "TEST One", Email: `test-${job?.deliveryId.slice(-12)}@example.com` },
    });
    expect(JSON.stringify(body)).not.toContain("Lovelace");
  });

  it("is an admin's and an editor's, and ends at the workspace", async () => {
    const sent = await sendTo(DELIVERED);
    const id = sent.ok ? sent.id : "";
    const member = { ...session, role: "member" } as const;
    expect(await sendTestRecord(member, destinationId, leadId)).toEqual({ ok: false, code: "forbidden" });
    expect(await removeTestRecord(member, id)).toEqual({ ok: false, code: "forbidden" });

    const { session: stranger, destinationId: elsewhere } = await createForwarding({ rows: ROWS, fields: FIELDS });
    expect(await sendTestRecord(stranger, destinationId, leadId)).toEqual({ ok: false, code: "not_found" });
    expect(await sendTestRecord(stranger, elsewhere, leadId)).toEqual({ ok: false, code: "lead_not_found" });
    expect(await removeTestRecord(stranger, id)).toEqual({ ok: false, code: "not_found" });
    expect(await listTestRecords(stranger, destinationId)).toEqual({ canRemove: false, records: [] });
  });

  function tools(outcome: Outcome): { connectorOf: () => Connector } {
    const connector = stubConnector(async (job) => {
      jobs.push(job);
      return outcome;
    });
    return { connectorOf: () => connector };
  }

  function sendTo(outcome: Outcome, id = leadId) {
    return sendTestRecord(session, destinationId, id, tools(outcome));
  }
});

function send() {
  return sendTestRecord(session, destinationId, leadId);
}

function problemOf({ code, message }: { code: string; message: string }) {
  return { code, message };
}

function row(target: string, field: string): MappingRow {
  return { target, value: [{ kind: "field", field }], fallback: [] };
}
