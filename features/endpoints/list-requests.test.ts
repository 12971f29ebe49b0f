import { beforeAll, describe, expect, test } from "vitest";
import { createEndpoint, createLead, createReceipt, createUser, createWorkspace } from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { countRequests } from "#features/endpoints/count-requests.ts";
import { getRequest } from "#features/endpoints/get-request.ts";
import { listRequests, type RequestPlace } from "#features/endpoints/list-requests.ts";
import { REQUEST_RESULTS, requestResult } from "#features/endpoints/request-result.ts";
import type { ReceiptState } from "#features/intake/keep-receipt.ts";
import type { Session } from "#features/people/session.ts";

useTestDatabase();

const PAGE_SIZE = 4;
const STATES: ReceiptState[] = ["pending", "unreadable", "repeat", "too_large", "unreadable"];

let session: Session;
let endpointId: string;
/** Newest first, several in the same millisecond. */
let expected: { id: string; state: ReceiptState }[];

beforeAll(async () => {
  ({ session, endpointId } = await createReader());
  const made: { id: string; state: ReceiptState; receivedAt: Date }[] = [];
  for (let index = 0; index < 23; index += 1) {
    const receivedAt = new Date(Date.UTC(2026, 0, 5, 10, 0, 0, Math.floor(index / 3)));
    const state = STATES[index % STATES.length] ?? "pending";
    made.push(await createReceipt(session.workspaceId, { endpointId, state, receivedAt }));
  }
  const lead = await createLead(session.workspaceId, { endpointId, receivedAt: new Date(Date.UTC(2026, 0, 6)) });
  made.push({ id: lead.receiptId, state: "lead", receivedAt: lead.receivedAt });
  // Somebody else's, and the same workspace's at another endpoint.
  await createReceipt(session.workspaceId, { endpointId: (await createEndpoint(session.workspaceId)).id });
  const other = await createReader();
  await createReceipt(other.session.workspaceId, { endpointId: other.endpointId });
  expected = made
    .toSorted((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime() || (a.id < b.id ? 1 : -1))
    .map(({ id, state }) => ({ id, state }));
});

describe("the requests of an endpoint", () => {
  test.each([undefined, ...REQUEST_RESULTS])("are listed whole and in order, page by page: %s", async (result) => {
    const pages = await readOn({ result });
    const wanted = expected.filter(({ state }) => !result || requestResult(state) === result);
    expect(pages.flatMap(ids)).toEqual(wanted.map(({ id }) => id));
  });

  test("are the same pages backwards as forwards", async () => {
    const forwards = await readOn({});
    const back = await listRequests(session, endpointId, { after: forwards.at(-1)?.newer ?? undefined }, PAGE_SIZE);
    expect(ids(back)).toEqual(ids(forwards.at(-2)));
  });

  test("begin with a whole page where there are fewer newer ones than that", async () => {
    const [first] = await readOn({});
    const second = await listRequests(session, endpointId, { before: first?.older ?? undefined }, 2);
    const back = await listRequests(session, endpointId, { after: second.newer ?? undefined }, 50);
    expect(ids(back)).toEqual(expected.map(({ id }) => id));
    expect(back).toMatchObject({ newer: null, older: null });
  });

  test("are counted by what they came to", async () => {
    const counts = await countRequests(session, endpointId);
    for (const result of REQUEST_RESULTS) {
      const count = expected.filter(({ state }) => requestResult(state) === result).length;
      expect(counts[result]).toEqual({ count, isMore: false });
    }
  });

  test("name the lead they became, and a cursor that is none is passed over", async () => {
    const { rows } = await listRequests(session, endpointId, { before: "2026-13-99_nonsense" });
    expect(rows[0]).toMatchObject({ status: 200, lead: { number: 1, firstName: "Ada", isTest: false } });
  });
});

describe("one request", () => {
  test("shows its body as the text that line and column of its problem are about", async () => {
    const body = Buffer.from('\ufeff{"Email": "x"\n "Phone": "1"}');
    const problem = { code: "comma_expected", line: 2, column: 2 };
    const { id } = await createReceipt(session.workspaceId, { endpointId, state: "unreadable", body, problem });
    expect(await getRequest(session, endpointId, id)).toMatchObject({
      status: 400,
      problem,
      bodyText: '{"Email": "x"\n "Phone": "1"}',
    });
  });

  test("belongs to its workspace and its endpoint", async () => {
    const other = await createReader();
    const { id } = await createReceipt(session.workspaceId, { endpointId });
    expect(await getRequest(other.session, endpointId, id)).toBeNull();
    expect(await getRequest(session, other.endpointId, id)).toBeNull();
    expect(await getRequest(session, endpointId, "nonsense")).toBeNull();
  });
});

async function readOn(place: RequestPlace) {
  const pages = [await listRequests(session, endpointId, place, PAGE_SIZE)];
  for (let page = pages.at(-1); page?.older; page = pages.at(-1)) {
    pages.push(await listRequests(session, endpointId, { ...place, before: page.older }, PAGE_SIZE));
  }
  return pages;
}

function ids(page: { rows: { id: string }[] } | undefined): string[] {
  return page?.rows.map(({ id }) => id) ?? [];
}

async function createReader(): Promise<{ session: Session; endpointId: string }> {
  const { id: workspaceId, name: workspaceName } = await createWorkspace();
  const { id: userId, name, email } = await createUser(workspaceId);
  const { id: endpointId } = await createEndpoint(workspaceId);
  const session: Session = {
    sessionId: userId,
    workspaceId,
    workspaceName,
    userId,
    name,
    email,
    role: "admin",
    timeZone: "UTC",
  };
  return { session, endpointId };
}
