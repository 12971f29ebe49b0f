import { beforeEach, describe, expect, test } from "vitest";
import { createDestination, createEndpoint, createLead, createUser, createWorkspace } from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import type { Role, Session } from "#features/people/session.ts";
import { listPlaces } from "#features/search/list-places.ts";
import { searchLeads } from "#features/search/search-leads.ts";
import { saveView } from "#features/views/save-view.ts";

useTestDatabase();

const NOW = new Date("2026-03-10T12:00:00Z");

let here: Session;
let there: Session;

beforeEach(async () => {
  here = await someone("admin");
  there = await someone("admin");
});

describe("leads are found", () => {
  test("by name, company and e-mail, by every word of them, the newest first", async () => {
    const ada = await createLead(here.workspaceId, {
      ...texts("ada lovelace fabrikam ada@fabrikam.example"),
      receivedAt: hour(1),
    });
    const bob = await createLead(here.workspaceId, {
      ...texts("bob stone fabrikam bob@fabrikam.example"),
      receivedAt: hour(2),
    });
    expect(await numbers("Fabrikam")).toEqual([bob.number, ada.number]);
    expect(await numbers("fabr love")).toEqual([ada.number]);
    expect(await numbers("nobody")).toEqual([]);
  });

  test("by number or whole e-mail address before all others, test leads too", async () => {
    const named = await createLead(here.workspaceId, {
      isTest: true,
      email: "Test@Fabrikam.example",
      ...texts("test@fabrikam.example"),
    });
    const other = await createLead(here.workspaceId, {
      ...texts(`writes to test@fabrikam.example about ${named.number}`),
    });
    expect(await numbers(`L-${named.number}`)).toEqual([named.number]);
    expect(await numbers(String(named.number))).toEqual([named.number, other.number]);
    expect(await numbers("test@fabrikam.example")).toEqual([named.number, other.number]);
  });

  test("eight at most, and none for one or two letters", async () => {
    for (let lead = 0; lead < 10; lead += 1) await createLead(here.workspaceId, texts("ada lovelace"));
    expect(await numbers("lovelace")).toHaveLength(8);
    expect(await numbers("lo")).toEqual([]);
    expect(await numbers("  ")).toEqual([]);
  });

  test("in the own workspace alone, by word, number and address", async () => {
    const foreign = await createLead(there.workspaceId, {
      email: "ada@fabrikam.example",
      ...texts("ada@fabrikam.example"),
    });
    for (const words of ["fabrikam", "ada@fabrikam.example", `L-${foreign.number}`]) {
      expect(await numbers(words)).toEqual([]);
    }
  });
});

describe("places", () => {
  test("are the views, destinations and endpoints of the own workspace", async () => {
    const [destination, endpoint] = [await createDestination(here.workspaceId), await createEndpoint(here.workspaceId)];
    await createDestination(there.workspaceId);
    await createEndpoint(there.workspaceId);
    await saveView(there, { name: "Theirs", isShared: true, filter: "", sort: "-received", columns: null });
    const saved = await saveView(here, {
      name: "Germany",
      isShared: false,
      filter: "country:DE",
      sort: "name",
      columns: null,
    });

    const places = await listPlaces(here);
    expect(places.destinations.map(({ id }) => id)).toEqual([destination.id]);
    expect(places.endpoints.map(({ id }) => id)).toEqual([endpoint.id]);
    expect(places.views).toEqual([
      { id: saved.ok && saved.id, name: "Germany", href: expect.stringContaining("q=country:DE") },
    ]);
  });

  test("of setting up are for administrators", async () => {
    await createDestination(here.workspaceId);
    await createEndpoint(here.workspaceId);
    expect(await listPlaces({ ...here, role: "editor" })).toMatchObject({ destinations: [], endpoints: [] });
  });
});

async function someone(role: Role): Promise<Session> {
  const workspace = await createWorkspace();
  const user = await createUser(workspace.id, { role });
  return {
    sessionId: "",
    workspaceId: workspace.id,
    workspaceName: workspace.name,
    userId: user.id,
    name: user.name,
    email: user.email,
    role,
    timeZone: "UTC",
  };
}

function texts(searchText: string) {
  return { searchText };
}

function hour(hours: number): Date {
  return new Date(NOW.getTime() - (24 - hours) * 3_600_000);
}

async function numbers(typed: string): Promise<number[]> {
  return (await searchLeads(here, typed, NOW)).map(({ number }) => number);
}
