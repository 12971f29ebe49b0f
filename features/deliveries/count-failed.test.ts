import { expect, test } from "vitest";
import { createDelivery, createDestination, createUser, createWorkspace } from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { countFailed } from "#features/deliveries/count-failed.ts";
import type { Session } from "#features/people/session.ts";

useTestDatabase();

test("counts what failed at this destination and nobody has dealt with", async () => {
  const session = await createSession();
  const { workspaceId, userId } = session;
  const { id: destinationId } = await createDestination(workspaceId);
  await createDelivery(workspaceId, { destinationId, state: "failed" });
  await createDelivery(workspaceId, { destinationId, state: "failed" });
  await createDelivery(workspaceId, { destinationId, state: "failed", handledAt: new Date(), handledBy: userId });
  await createDelivery(workspaceId, { destinationId, state: "queued" });
  await createDelivery(workspaceId, { state: "failed" });

  expect(await countFailed(session, destinationId)).toBe(2);
  expect(await countFailed(await createSession(), destinationId)).toBe(0);
});

async function createSession(): Promise<Session> {
  const { id: workspaceId, name: workspaceName } = await createWorkspace();
  const { id: userId, name, email } = await createUser(workspaceId);
  return { sessionId: userId, workspaceId, workspaceName, userId, name, email, role: "admin", timeZone: "UTC" };
}
