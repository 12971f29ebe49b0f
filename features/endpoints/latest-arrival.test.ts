import { beforeEach, describe, expect, test } from "vitest";
import { createEndpoint, createReceipt, createUser, createWorkspace } from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { findLeadOfReceipt } from "#features/endpoints/find-lead-of-receipt.ts";
import { latestArrival } from "#features/endpoints/latest-arrival.ts";
import { OWN_TEST_LEAD_AGENT } from "#features/endpoints/own-test-lead.ts";
import type { Session } from "#features/people/session.ts";

useTestDatabase();

let session: Session;
let endpointId: string;

beforeEach(async () => {
  const { id: workspaceId, name: workspaceName } = await createWorkspace();
  const { id: userId, name, email } = await createUser(workspaceId);
  session = { sessionId: userId, workspaceId, workspaceName, userId, name, email, role: "admin", timeZone: "UTC" };
  ({ id: endpointId } = await createEndpoint(workspaceId));
});

describe("what arrived last", () => {
  test("is the newest request that was looked at, also one that is no lead", async () => {
    const unreadable = await createReceipt(session.workspaceId, { endpointId, state: "unreadable" });
    await createReceipt(session.workspaceId, { endpointId, state: "pending", receivedAt: later(1) });
    expect(await latestArrival(session, endpointId)).toMatchObject({ id: unreadable.id, lead: null });
  });

  test("is never a test lead that was sent from here", async () => {
    const headers = { "user-agent": OWN_TEST_LEAD_AGENT };
    await createReceipt(session.workspaceId, { endpointId, state: "unreadable", headers });
    expect(await latestArrival(session, endpointId)).toBeNull();
  });
});

test("a request has no lead as long as it waits to be read", async () => {
  const { id } = await createReceipt(session.workspaceId, { endpointId, state: "pending" });
  expect(await findLeadOfReceipt(session, id)).toBeNull();
});

function later(minutes: number): Date {
  return new Date(Date.now() + minutes * 60_000);
}
