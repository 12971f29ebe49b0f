import { expect, test } from "vitest";
import { createDestination, createEndpoint, createUser, createWorkspace } from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { listFilterNames } from "#features/leads/filter-names.ts";

useTestDatabase();

test("knows people by address and id, endpoints by id, and a destination by its connector while it is the only one", async () => {
  const { id: workspaceId } = await createWorkspace();
  const foreign = await createWorkspace();
  await createUser(foreign.id, { name: "Stranger" });
  const { id: userId, email } = await createUser(workspaceId, { name: "Ana" });
  const endpoint = await createEndpoint(workspaceId, { name: "Analytics" });
  const mail = await createDestination(workspaceId, { connector: "email", name: "Sales mail" });
  const hooks = [
    await createDestination(workspaceId, { name: "Hook 1" }),
    await createDestination(workspaceId, { name: "Hook 2" }),
  ];
  const session = {
    sessionId: userId,
    workspaceId,
    workspaceName: "",
    userId,
    name: "Ana",
    email,
    role: "admin",
    timeZone: "UTC",
  } as const;

  const { names, owners, destinations } = await listFilterNames(session);
  expect(owners).toEqual([{ id: userId, name: "Ana", email }]);
  expect(destinations).toEqual([
    { of: hooks[0]?.id, name: "Hook 1" },
    { of: hooks[1]?.id, name: "Hook 2" },
    { of: "email", name: "Sales mail" },
  ]);
  expect(names).toEqual({
    [userId]: "Ana",
    [email]: "Ana",
    [endpoint.id]: "Analytics",
    [mail.id]: "Sales mail",
    email: "Sales mail",
    webhook: "HTTPS webhook",
    [hooks[0]?.id ?? ""]: "Hook 1",
    [hooks[1]?.id ?? ""]: "Hook 2",
  });
});
