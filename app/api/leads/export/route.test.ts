import { beforeAll, expect, test, vi } from "vitest";
import { createLead, createUser, createWorkspace } from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { createApiKey } from "#features/api-keys/create-api-key.ts";
import { exportLeads } from "#features/leads/export-leads.ts";
import { getSession } from "#features/people/require-session.ts";
import type { Role, Session } from "#features/people/session.ts";
import { readCsv } from "#lib/read-csv.fixture.ts";
import { GET, HEAD } from "./route.ts";

useTestDatabase();
// Who is asking comes from a cookie through Next, which is not here.
vi.mock("#features/people/require-session.ts", () => ({ getSession: vi.fn() }));

let session: Session;
beforeAll(async () => {
  const { id: workspaceId, name: workspaceName } = await createWorkspace();
  const { id: userId, name, email } = await createUser(workspaceId);
  session = {
    sessionId: "",
    workspaceId,
    workspaceName,
    userId,
    name,
    email,
    role: "admin",
    timeZone: "Europe/Madrid",
  };
  await createLead(workspaceId, { status: "new", phone: "+34 600 111 222" });
  await createLead(workspaceId, { status: "closed" });
});

function ask(query: string, as: Session | null = session, headers: Record<string, string> = {}): Promise<Response> {
  vi.mocked(getSession).mockResolvedValue(as);
  return GET(new Request(`http://localhost/api/leads/export?${query}`, { headers }));
}

test("the file is a download with a name, and holds the leads of the filter in the address", async () => {
  const answer = await ask("q=status:new&columns=phone&columns=country");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename="buzon-leads-\d{4}-\d\d-\d\d\.csv"$/,
  );

  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(readCsv(new TextDecoder().decode(bytes))).toEqual([
    ["number", "phone", "country", "country_code", "do_not_contact", "test"],
    ["L-1", "+34 600 111 222", "GB", "GB", "false", "false"],
  ]);
});

test("every kind of file says what it is", async () => {
  const types = await Promise.all(
    ["program", "xlsx", "jsonl"].map(async (kind) => {
      const answer = await ask(`kind=${kind}`);
      await answer.arrayBuffer();
      return [answer.headers.get("content-type"), answer.headers.get("content-disposition")?.split(".").at(-1)];
    }),
  );
  expect(types).toEqual([
    ["text/csv; charset=utf-8; header=present", 'csv"'],
    ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 'xlsx"'],
    ["application/jsonl; charset=utf-8", 'jsonl"'],
  ]);
});

test("a key gets the same file as a person, from its own workspace only", async () => {
  const { id: elsewhere } = await createWorkspace();
  const own = await createApiKey(session, "Warehouse");
  const foreign = await createApiKey({ workspaceId: elsewhere, userId: session.userId }, "Warehouse");
  if (!own.ok || !foreign.ok) throw new Error("Both have names");

  const byKey = await ask("kind=jsonl", null, { authorization: `Bearer ${own.key}` });
  expect(await byKey.text()).toBe(await (await ask("kind=jsonl&tz=UTC")).text());
  const byForeign = await ask("kind=jsonl", session, { authorization: `Bearer ${foreign.key}` });
  expect(await byForeign.text()).toBe("");
});

test("whoever is not signed in, or only reads or works leads, gets a problem and no file", async () => {
  const refusals = [
    { as: null, status: 401, type: "/docs/api#not_signed_in" },
    ...(["viewer", "member"] satisfies Role[]).map((role) => ({
      as: { ...session, role },
      status: 403,
      type: "/docs/api#export_not_allowed",
    })),
  ];
  for (const { as, status, type } of refusals) {
    const answer = await ask("", as);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({ status, type });
  }
});

test("a value that is not known is refused by name, and in the filter by its place", async () => {
  const answer = await ask("q=country:ES+status:gone&kind=pdf");
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    type: "/docs/api#wrong_parameters",
    parameters: ["q", "kind"],
    problems: [{ code: "unknown_value", at: 18, length: 4, token: "gone" }],
  });
});

test("more leads than a sheet has rows are refused before anything is sent", async () => {
  const module = await import("#features/leads/export-leads.ts");
  const spy = vi
    .spyOn(module, "exportLeads")
    .mockResolvedValue({ ok: false, code: "too_many_rows", maxRows: 1_048_575 });
  const answer = await ask("kind=xlsx");
  spy.mockRestore();
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ type: "/docs/api#too_many_rows", maxRows: 1_048_575 });
  expect(exportLeads).toBe(module.exportLeads);
});

test("asking for the head alone makes no file", () => {
  expect(HEAD().status).toBe(405);
});
