import { beforeAll, expect, test, vi } from "vitest";
import { createLead, createUser, createWorkspace } from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { getSession } from "#features/people/require-session.ts";
import type { Role, Session } from "#features/people/session.ts";
import { readCsv } from "#lib/read-csv.fixture.ts";
import { GET } from "./route.ts";

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

function ask(query: string, as: Session | null = session): Promise<Response> {
  vi.mocked(getSession).mockResolvedValue(as);
  return GET(new Request(`http://localhost/api/leads/export?${query}`));
}

test("the file is a download with a name, and holds the leads of the filter in the address", async () => {
  const answer = await ask("status=new&columns=phone&columns=status");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename="buzon-leads-\d{4}-\d\d-\d\d\.csv"$/,
  );

  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(readCsv(new TextDecoder().decode(bytes))).toEqual([
    ["number", "phone", "status", "owner", "do_not_contact", "test"],
    ["L-1", "+34 600 111 222", "new", "", "false", "false"],
  ]);
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

test("a value that is not known is refused by name", async () => {
  const answer = await ask("status=gone&kind=pdf");
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ type: "/docs/api#wrong_parameters", parameters: ["status", "kind"] });
});
