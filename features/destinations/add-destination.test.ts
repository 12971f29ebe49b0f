import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeDataverse, startDataverse } from "#connectors/fakes/dataverse.ts";
import { type FakeEntra, startEntra } from "#connectors/fakes/entra.ts";
import { db } from "#db/client.ts";
import { deliveries, destinations } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { attemptDelivery } from "#features/deliveries/attempt-delivery.ts";
import { claimDeliveries } from "#features/deliveries/claim-deliveries.ts";
import { createForwarding, oweLead, readDelivery, readDestination } from "#features/deliveries/forwarding.fixture.ts";
import { pauseDestination } from "#features/deliveries/pause-destination.ts";
import { resumeDestination } from "#features/deliveries/resume-destination.ts";
import { addDestination } from "#features/destinations/add-destination.ts";
import type { ConnectionForm } from "#features/destinations/connection-form.ts";
import { getDestination } from "#features/destinations/get-destination.ts";
import { refreshFields } from "#features/destinations/refresh-fields.ts";
import { renameDestination } from "#features/destinations/rename-destination.ts";
import { setSecretExpiry } from "#features/destinations/set-secret-expiry.ts";
import { testConnection } from "#features/destinations/test-connection.ts";
import { updateConnection } from "#features/destinations/update-connection.ts";
import { getMapping } from "#features/mappings/get-mapping.ts";
import type { Session } from "#features/people/session.ts";
import { forgetEnv } from "#lib/env.ts";

useTestDatabase();

const WRONG_SECRET = "wrong~secret~that~nobody~made";

let entra: FakeEntra;
let dataverse: FakeDataverse;
let session: Session;
let endpointId: string;

beforeEach(async () => {
  process.env.BUZON_ALLOW_PRIVATE_NETWORKS = "127.0.0.1";
  forgetEnv();
  entra = await startEntra();
  dataverse = await startDataverse({ issuer: entra.url });
  ({ session, endpointId } = await createForwarding());
});

afterEach(async () => {
  await dataverse.close();
  await entra.close();
  delete process.env.BUZON_ALLOW_PRIVATE_NETWORKS;
});

describe("adding a destination", () => {
  it("is all it takes for leads to arrive there, under ids of ours", async () => {
    const id = await add();
    const owed = await oweLead({ ...session, endpointId, destinationId: id });
    await sendDue();

    expect((await readDelivery(owed)).state).toBe("delivered");
    expect([...dataverse.records.keys()]).toEqual([owed]);
    expect(dataverse.records.get(owed)).toMatchObject({
      lastname: "Lovelace",
      subject: "Install: Northwind Analytics",
    });
    expect(await getMapping(session, id)).toMatchObject({ liveVersion: 1, changes: 0, publishedBy: session.name });
  });

  it("shows of its credentials the last four characters, never more", async () => {
    const id = await add();
    const detail = await getDestination(session, id);
    expect(detail).toMatchObject({
      name: "Dynamics",
      health: "healthy",
      summary: new URL(dataverse.url).host,
      credentialTails: { clientSecret: entra.clientSecret.slice(-4) },
      settings: { tenantId: entra.tenantId },
    });
    const [stored] = await db.select().from(destinations).where(eq(destinations.id, id));
    expect(JSON.stringify([detail, stored])).not.toContain(entra.clientSecret);
  });

  it("names the fields of the form that are missing or wrong, and saves nothing", async () => {
    const wrong = form({ clientId: "not a guid", tenantId: " " });
    expect(await addDestination(session, { connector: "dynamics", name: "Dynamics", form: wrong })).toEqual({
      ok: false,
      code: "invalid",
      problems: { clientId: "not_an_application_id", tenantId: "required" },
    });
    const blank = { ...form(), credentials: {} };
    expect(await addDestination(session, { connector: "dynamics", name: "Dynamics", form: blank })).toMatchObject({
      problems: { clientSecret: "required" },
    });
  });

  it("is an admin's and an editor's", async () => {
    const member: Session = { ...session, role: "member" };
    expect(await addDestination(member, { connector: "dynamics", name: "Dynamics", form: form() })).toEqual({
      ok: false,
      code: "forbidden",
    });
  });
});

describe("a destination that never worked", () => {
  let id: string;
  beforeEach(async () => {
    id = await add(form({}, WRONG_SECRET));
  });

  it("is saved, holds its leads and cannot be resumed", async () => {
    const destination = await readDestination({ ...session, destinationId: id });
    expect(destination).toMatchObject({
      state: "paused",
      pauseReason: { cause: "config", code: "not_connected" },
      liveMappingVersion: 1,
    });
    expect(await resumeDestination(session, id)).toEqual({ ok: false, code: "not_connected" });
  });

  it("sends what waited, mapped, once its connection is put right", async () => {
    const owed = await oweLead({ ...session, endpointId, destinationId: id });
    await db.update(deliveries).set({ state: "held" }).where(eq(deliveries.id, owed));
    await sendDue();
    expect(dataverse.records.size).toBe(0);

    expect(await updateConnection(session, id, form())).toMatchObject({ ok: true });
    await sendDue();
    expect(dataverse.records.get(owed)).toMatchObject({ lastname: "Lovelace" });
    expect((await getDestination(session, id))?.health).toBe("healthy");
  });
});

describe("changing a connection", () => {
  it("keeps a secret that is left blank", async () => {
    const id = await add();
    const kept = { ...form({ duplicates: "refuse" }), credentials: { clientSecret: "" } };
    const result = await updateConnection(session, id, kept);
    expect(result.ok && result.test.checks.every(({ ok }) => ok)).toBe(true);
    expect(await getDestination(session, id)).toMatchObject({ settings: { duplicates: "refuse" } });
  });

  it("forgets the last day of a secret that was replaced, and only then", async () => {
    const id = await add();
    const expiresOn = async () => (await readDestination({ ...session, destinationId: id })).credentialsExpireOn;
    await setSecretExpiry(session, id, "2027-01-31");
    await updateConnection(session, id, { ...form(), credentials: { clientSecret: "" } });
    expect(await expiresOn()).toBe("2027-01-31");
    await updateConnection(session, id, form());
    expect(await expiresOn()).toBeNull();
  });

  it("does not take a person's pause away", async () => {
    const id = await add();
    await pauseDestination(session, id);
    await updateConnection(session, id, form());
    expect(await getDestination(session, id)).toMatchObject({
      health: "paused",
      pause: { cause: "person", by: session.name },
    });
    await resumeDestination(session, id);
    expect((await getDestination(session, id))?.health).toBe("healthy");
  });

  it("lets a destination on hold try a lead at once when a test of what is stored passes", async () => {
    const id = await add();
    const owed = await oweLead({ ...session, endpointId, destinationId: id });
    dataverse.fail({ when: "instead", requests: "all", reply: { status: 401 } });
    await sendDue();
    expect((await readDelivery(owed)).state).toBe("held");
    dataverse.fail(null);
    const other = { ...form({ duplicates: "refuse" }), credentials: {} };
    expect(await works({ connector: "dynamics", destinationId: id, form: other })).toBe(true);
    await sendDue();
    expect((await readDelivery(owed)).state).toBe("held");
    expect(await works({ connector: "dynamics", destinationId: id, form: { ...form(), credentials: {} } })).toBe(true);
    await sendDue();
    expect((await readDelivery(owed)).state).toBe("delivered");
  });

  it("can be tried first, with the stored secret or another, and nothing is saved", async () => {
    const id = await add();
    const stored = { ...form(), credentials: {} };
    const other = form({}, WRONG_SECRET);
    expect(await works({ connector: "dynamics", destinationId: id, form: stored })).toBe(true);
    expect(await works({ connector: "dynamics", destinationId: id, form: other })).toBe(false);
    expect(await works({ connector: "dynamics", form: form() })).toBe(true);
    expect(await works({ connector: "dynamics", destinationId: id, form: stored })).toBe(true);
  });

  it("changes the name alone where only that is asked for", async () => {
    const id = await add();
    expect(await renameDestination(session, id, "Dynamics Spain")).toEqual({ ok: true });
    expect((await getDestination(session, id))?.name).toBe("Dynamics Spain");
  });
});

describe("the fields of a destination", () => {
  it("are read at most once an hour, unless somebody asks", async () => {
    const id = await add();
    const asked = dataverse.requests.length;
    expect(await refreshFields(session, id)).toMatchObject({ ok: true, fresh: true });
    expect(dataverse.requests).toHaveLength(asked);

    await refreshFields(session, id, { force: true });
    expect(dataverse.requests.length).toBeGreaterThan(asked);
  });

  it("stay known while the destination is away", async () => {
    const id = await add();
    const before = await refreshFields(session, id);
    dataverse.fail({ when: "instead", requests: "all", reply: { status: 503 } });
    const after = await refreshFields(session, id, { force: true });
    expect(after).toEqual({ ...before, fresh: false });
  });
});

async function add(given: ConnectionForm = form()): Promise<string> {
  const result = await addDestination(session, { connector: "dynamics", name: "Dynamics", form: given });
  if (!result.ok) throw new Error(`Not added: ${result.code}`);
  return result.destinationId;
}

async function works(input: Parameters<typeof testConnection>[1]): Promise<boolean> {
  const result = await testConnection(session, input);
  return result.ok && result.test.checks.every(({ ok }) => ok);
}

function form(settings: Record<string, string> = {}, clientSecret = entra.clientSecret): ConnectionForm {
  return {
    settings: {
      url: dataverse.url,
      tenantId: entra.tenantId,
      clientId: entra.clientId,
      authorityUrl: entra.url,
      duplicates: "keep",
      ...settings,
    },
    credentials: { clientSecret },
  };
}

async function sendDue(): Promise<void> {
  for (const lease of await claimDeliveries({ limit: 100 })) await attemptDelivery(lease);
}
