import { beforeEach, expect, test } from "vitest";
import { createUser, createWorkspace } from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import type { Role, Session } from "#features/people/session.ts";
import { deletedView, deleteView, restoreView } from "#features/views/delete-view.ts";
import { listViews } from "#features/views/list-views.ts";
import { moveView } from "#features/views/move-view.ts";
import { saveView } from "#features/views/save-view.ts";
import { updateView } from "#features/views/update-view.ts";
import { MAX_VIEWS, viewContent } from "#features/views/view-content.ts";

useTestDatabase();

let workspaceId: string;
beforeEach(async () => {
  workspaceId = (await createWorkspace()).id;
});

async function person(role: Role, inWorkspace = workspaceId): Promise<Session> {
  const user = await createUser(inWorkspace, { role });
  return {
    sessionId: user.id,
    workspaceId: inWorkspace,
    workspaceName: "Northwind",
    userId: user.id,
    name: user.name,
    email: user.email,
    role,
    timeZone: "UTC",
  };
}

const content = viewContent.parse({ q: "action:contact", sort: "name", cols: "offer,tags" });

async function save(session: Session, name: string, isShared = false): Promise<string> {
  const saved = await saveView(session, { ...content, name, isShared });
  if (!saved.ok) throw new Error(`Not saved: ${saved.code}`);
  return saved.id;
}

const names = async (session: Session) => (await listViews(session)).map(({ name }) => name);

test("a view keeps the filter, the order and the columns of its list, and leaves out what is not known", async () => {
  const ana = await person("member");
  await save(ana, "Requests");
  expect(await listViews(ana)).toEqual([
    expect.objectContaining({
      name: "Requests",
      filter: "action:contact",
      sort: "name",
      cols: "offer,tags",
      isShared: false,
      isOwn: true,
      mayChange: true,
    }),
  ]);
  expect(viewContent.parse({ q: "nonsense:1 status:new", sort: "?", cols: "?" })).toEqual({
    filter: "status:new",
    sort: "-received",
    columns: null,
  });
});

test("a person has their own views in their own order, then by name what others share, and nothing else", async () => {
  const [ana, ben] = [await person("editor"), await person("editor")];
  const stranger = await person("admin", (await createWorkspace()).id);
  await save(ana, "Zebra");
  await save(ana, "Apple");
  await save(ben, "Yellow", true);
  await save(ben, "Blue", true);
  await save(ben, "Secret");
  await save(stranger, "Foreign", true);
  expect(await names(ana)).toEqual(["Zebra", "Apple", "Blue", "Yellow"]);
  expect(await names(ben)).toEqual(["Yellow", "Blue", "Secret"]);
});

test("a private view is not there for anybody else, nor a shared one for another workspace", async () => {
  const [owner, admin] = [await person("member"), await person("admin")];
  const stranger = await person("admin", (await createWorkspace()).id);
  const hidden = await save(owner, "Hidden");
  const shared = await save(admin, "Shared", true);
  const missing = { ok: false, code: "not_found" };
  for (const [session, id] of [
    [admin, hidden],
    [stranger, hidden],
    [stranger, shared],
  ] as const) {
    expect(await updateView(session, id, { name: "Mine" })).toEqual(missing);
    expect(await deleteView(session, id)).toEqual(missing);
    expect(await moveView(session, id, 1)).toEqual(missing);
  }
  expect(await names(owner)).toEqual(["Hidden", "Shared"]);
});

test("who only reads keeps no views, members keep private ones, editors and admins share", async () => {
  const forbidden = { ok: false, code: "forbidden" };
  const kept = async (role: Role, isShared: boolean) =>
    saveView(await person(role), { ...content, name: `${role} ${isShared}`, isShared });
  expect(await kept("viewer", false)).toEqual(forbidden);
  expect(await kept("member", true)).toEqual(forbidden);
  expect(await kept("member", false)).toMatchObject({ ok: true });
  expect(await kept("editor", true)).toMatchObject({ ok: true });

  const member = await person("member");
  const id = await save(member, "Mine");
  expect(await updateView(member, id, { isShared: true })).toEqual(forbidden);
});

test("shared views are changed by their owner and by admins, and seen by everybody", async () => {
  const [owner, admin, editor] = [await person("editor"), await person("admin"), await person("editor")];
  const id = await save(owner, "Team", true);
  expect(await updateView(editor, id, { name: "Ours" })).toEqual({ ok: false, code: "forbidden" });
  expect(await deleteView(editor, id)).toEqual({ ok: false, code: "forbidden" });
  expect(await updateView(admin, id, { content: viewContent.parse({ q: "status:new" }) })).toEqual({ ok: true });
  expect(await listViews(editor)).toEqual([
    expect.objectContaining({ name: "Team", filter: "status:new", isOwn: false, mayChange: false }),
  ]);
  expect(await updateView(owner, id, { isShared: false })).toEqual({ ok: true });
  expect(await names(editor)).toEqual([]);
});

test("a name stands once for a person, whoever saves first, and must say something", async () => {
  const [ana, ben] = [await person("member"), await person("member")];
  const both = await Promise.all([1, 2].map(() => saveView(ana, { ...content, name: "Requests", isShared: false })));
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(both).toContainEqual({ ok: false, code: "name_taken" });
  const other = await save(ana, "Other");
  expect(await updateView(ana, other, { name: "Requests" })).toEqual({ ok: false, code: "name_taken" });
  expect(await updateView(ana, other, { name: "Other" })).toEqual({ ok: true });
  expect(await updateView(ana, other, { name: "" })).toEqual({ ok: false, code: "name_missing" });
  expect(await updateView(ana, other, { name: "x".repeat(61) })).toEqual({ ok: false, code: "name_too_long" });
  expect(await saveView(ben, { ...content, name: "Requests", isShared: false })).toMatchObject({ ok: true });
});

test(`a person keeps ${MAX_VIEWS} views and no more`, async () => {
  const ana = await person("member");
  for (let index = 0; index < MAX_VIEWS - 1; index += 1) await save(ana, `View ${index}`);
  const last = await Promise.all(
    ["Last", "Too many"].map((name) => saveView(ana, { ...content, name, isShared: false })),
  );
  expect(last.filter(({ ok }) => ok)).toHaveLength(1);
  expect(last).toContainEqual({ ok: false, code: "too_many" });
});

test("views move up and down one place and stay at the ends", async () => {
  const ana = await person("member");
  const [first, , third] = [await save(ana, "1"), await save(ana, "2"), await save(ana, "3")];
  await moveView(ana, third, -1);
  expect(await names(ana)).toEqual(["1", "3", "2"]);
  await moveView(ana, first, -1);
  expect(await names(ana)).toEqual(["1", "3", "2"]);
  await moveView(ana, first, 1);
  expect(await names(ana)).toEqual(["3", "1", "2"]);
});

test("a deleted view comes back as it was, also an admin's deletion of somebody else's", async () => {
  const [owner, admin] = [await person("editor"), await person("admin")];
  await save(owner, "1");
  const second = await save(owner, "2", true);
  await save(owner, "3");
  const deleted = await deleteView(admin, second);
  expect(await names(owner)).toEqual(["1", "3"]);
  if (!deleted.ok) throw new Error(deleted.code);
  expect(await restoreView(admin, deletedView.parse(deleted.view))).toEqual({ ok: true });
  expect(await listViews(owner)).toEqual([
    expect.objectContaining({ name: "1" }),
    expect.objectContaining({
      id: second,
      name: "2",
      isShared: true,
      isOwn: true,
      filter: "action:contact",
      cols: "offer,tags",
    }),
    expect.objectContaining({ name: "3" }),
  ]);
});

test("nobody brings a view back into somebody else's private ones, another workspace, or over one that is there", async () => {
  const [ana, admin] = [await person("editor"), await person("admin")];
  const stranger = await person("admin", (await createWorkspace()).id);
  const id = await save(ana, "Mine");
  const deleted = await deleteView(ana, id);
  if (!deleted.ok) throw new Error(deleted.code);
  const view = deletedView.parse(deleted.view);
  const forbidden = { ok: false, code: "forbidden" };
  expect(await restoreView(admin, view)).toEqual(forbidden);
  expect(await restoreView(stranger, { ...view, isShared: true })).toEqual(forbidden);
  await save(ana, "Mine");
  expect(await restoreView(ana, view)).toEqual({ ok: false, code: "name_taken" });
});
