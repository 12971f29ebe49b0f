import { expect, test } from "vitest";
import { createLead, createUser, createWorkspace } from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { countView } from "#features/views/count-view.ts";

useTestDatabase();

const NOW = new Date("2026-03-10T12:00:00Z");
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

test("a count is kept for five seconds, for the one person and filter it is of", async () => {
  const { id: workspaceId } = await createWorkspace();
  const [me, colleague] = [await createUser(workspaceId), await createUser(workspaceId)].map(({ id }) => ({
    workspaceId,
    userId: id,
    timeZone: "UTC",
  }));
  if (!me || !colleague) throw new Error("Two people were made");
  await createLead(workspaceId, { status: "new", ownerId: me.userId });
  expect(await countView(me, "owner:me", NOW)).toEqual({ count: 1, isMore: false });
  expect(await countView(colleague, "owner:me", NOW)).toEqual({ count: 0, isMore: false });

  await createLead(workspaceId, { status: "new", ownerId: me.userId });
  const counts = [
    countView(me, "owner:me", later(4)),
    countView(me, "status:new", later(4)),
    countView(me, "owner:me", later(6)),
  ];
  expect((await Promise.all(counts)).map(({ count }) => count)).toEqual([1, 2, 2]);
});

test("a count that failed is asked for again", async () => {
  const { id: workspaceId } = await createWorkspace();
  const me = { workspaceId, userId: "no id", timeZone: "UTC" };
  await expect(countView(me, "is:unread", NOW)).rejects.toThrow();
  await expect(countView(me, "is:unread", NOW)).rejects.toThrow();
  expect(await countView(me, "status:new", NOW)).toEqual({ count: 0, isMore: false });
});
