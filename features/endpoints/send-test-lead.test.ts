import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createUser, createWorkspace } from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { createEndpoint } from "#features/endpoints/create-endpoint.ts";
import { findLeadOfReceipt } from "#features/endpoints/find-lead-of-receipt.ts";
import { latestArrival } from "#features/endpoints/latest-arrival.ts";
import { listEndpoints } from "#features/endpoints/list-endpoints.ts";
import { sendTestLead } from "#features/endpoints/send-test-lead.ts";
import { acceptReceipts } from "#features/intake/accept-receipts.ts";
import { openDoor } from "#features/intake/testing/doors.ts";
import type { Session } from "#features/people/session.ts";
import { forgetEnv } from "#lib/env.ts";

useTestDatabase();

let session: Session;
let endpointId: string;
let close: () => Promise<void>;

beforeAll(async () => {
  const door = await openDoor();
  close = door.close;
  process.env.PORT = String(door.port);
  process.env.HOST = "127.0.0.1";
  forgetEnv();
  const { id: workspaceId, name: workspaceName } = await createWorkspace();
  const { id: userId, name, email } = await createUser(workspaceId);
  session = { sessionId: userId, workspaceId, workspaceName, userId, name, email, role: "admin", timeZone: "UTC" };
  ({ id: endpointId } = await createEndpoint(workspaceId, "All offers"));
});

afterAll(() => close());

describe("a test lead from here", () => {
  test("goes the whole way of a lead and can be followed to the inbox", async () => {
    const sent = await sendTestLead(session, endpointId);
    expect(sent).toMatchObject({ ok: true, status: 200 });
    const receiptId = sent.ok ? sent.receiptId : null;
    await acceptReceipts();
    expect(receiptId && (await findLeadOfReceipt(session, receiptId))).toBe(1);
  });

  test("is not taken for one from Microsoft, nor for a lead", async () => {
    const [endpoint] = await listEndpoints(session);
    expect(endpoint).toMatchObject({ lastLeadAt: null, lastTestLeadAt: null, leadCount: 0 });
    expect(await latestArrival(session, endpointId)).toBeNull();
  });

  test("is not sent to another workspace's endpoint", async () => {
    const { id } = await createWorkspace({ name: "Fabrikam" });
    const theirs = await createEndpoint(id, "Theirs");
    expect(await sendTestLead(session, theirs.id)).toEqual({ ok: false, code: "endpoint_not_found" });
  });

  test("says so when nobody answers", async () => {
    await close();
    expect(await sendTestLead(session, endpointId)).toEqual({ ok: false, code: "no_answer" });
  });
});
