import { randomUUID } from "node:crypto";
import { control, createFaults, type Fault, withFaults } from "#connectors/fakes/faults.ts";
import { json, missingScope, PORTAL_ID, problem, UNAUTHENTICATED } from "#connectors/fakes/hubspot-answers.ts";
import {
  archive,
  batchRead,
  batchUpsert,
  contact,
  create,
  search,
  update,
} from "#connectors/fakes/hubspot-contacts.ts";
import { CONTACT_PROPERTIES, type FakeProperty, propertyMetadata } from "#connectors/fakes/hubspot-properties.ts";
import { type FakeReply, type FakeRequest, type FakeServer, startServer } from "#connectors/fakes/server.ts";

export type FakeHubspot = FakeServer & {
  serviceKey: string;
  /** Contacts by id. */
  records: Map<string, Record<string, string>>;
  requests: { method: string; path: string; body: string }[];
  fail(fault: Fault | null): void;
  /** What the account is like; change it at any time. */
  account: {
    scopes: string[];
    properties: FakeProperty[];
    /** False: a search does not find new contacts yet, as in HubSpot during the first seconds. */
    hasIndexed: boolean;
    /** False: answers leave out the optional `url` of a record. */
    namesUrls: boolean;
    /** False: it does not tell the scopes of a key, and answers 404. */
    tellsScopes: boolean;
  };
};

/**
 * The part of HubSpot's API that Buzón uses, under the dated paths (`/crm/objects/2026-09/contacts`) and, because the
 * newest @hubspot/api-client (14.0.1) still calls them, under the paths of version 3 (`/crm/v3/objects/contacts`).
 *
 * Copied from developers.hubspot.com/docs/api-reference: contacts (create, read, update, archive, batch/read,
 * batch/upsert, search), properties, account-info, access-token-info of private apps, errors of batches in a 207, the
 * bodies of PROPERTY_DOESNT_EXIST and MISSING_SCOPES, 204 for archiving. From bodies people have published: 409 "Contact
 * already exists. Existing ID: 777", OBJECT_NOT_FOUND inside 207, the sentence about a non-unique property, 401. From
 * HubSpot's guides: contacts are unique by e-mail without regard to case, a search finds new contacts later.
 * Not copied: limits, associations, merging, paging; limits and faults are set with `fail`.
 */
export async function startHubspot({
  port,
  serviceKey = `pat-eu1-${randomUUID()}`,
}: {
  port?: number;
  serviceKey?: string;
} = {}): Promise<FakeHubspot> {
  const faults = createFaults();
  const records: FakeHubspot["records"] = new Map();
  const requests: FakeHubspot["requests"] = [];
  const account: FakeHubspot["account"] = {
    scopes: [...ALL_SCOPES],
    properties: [...CONTACT_PROPERTIES],
    hasIndexed: true,
    namesUrls: true,
    tellsScopes: true,
  };
  const clear = () => {
    records.clear();
    requests.length = 0;
  };
  const lists = { records: () => Object.fromEntries(records), requests: () => requests };

  const server = await startServer(
    async (request) => {
      const controlled = control(request, { faults, lists, clear });
      if (controlled) return controlled;
      const { method, path, headers, body } = request;
      requests.push({ method, path, body: body.toString() });
      return withFaults(faults, isWrite(request), () =>
        headers.authorization === `Bearer ${serviceKey}` ? answer(request, { records, account }) : UNAUTHENTICATED,
      );
    },
    { port },
  );
  return { ...server, serviceKey, records, requests, fail: faults.set, account };
}

const READ = "crm.objects.contacts.read";
const WRITE = "crm.objects.contacts.write";
const SCHEMAS = "crm.schemas.contacts.read";
const ALL_SCOPES = ["oauth", READ, WRITE, SCHEMAS];

type World = Pick<FakeHubspot, "records" | "account">;

function isWrite({ method, path }: FakeRequest): boolean {
  return /\/contacts(\/\d+|\/batch\/upsert)?$/.test(path) && ["POST", "PATCH"].includes(method);
}

function answer(request: FakeRequest, world: World): FakeReply {
  const { account } = world;
  const path = request.path
    .replace(/^\/crm\/(?:objects\/20\d\d-\d\d|v3\/objects)\//, "/objects/")
    .replace(/^\/crm\/(?:properties\/20\d\d-\d\d|v3\/properties)\//, "/properties/")
    .replace(/^\/account-info\/(?:20\d\d-\d\d|v3)\//, "/account-info/");
  const route = `${request.method} ${path.replace(/\/contacts\/\d+$/, "/contacts/:id")}`;
  const id = path.split("/").at(-1) ?? "";

  if (route === "GET /account-info/details") {
    return json(200, {
      portalId: PORTAL_ID,
      accountType: "STANDARD",
      uiDomain: "app-eu1.hubspot.com",
      timeZone: "Europe/Madrid",
    });
  }
  if (route === "POST /oauth/v2/private-apps/get/access-token-info" && account.tellsScopes) {
    return json(200, { userId: 1, hubId: PORTAL_ID, appId: 2, scopes: account.scopes });
  }
  const act = ROUTES.get(route);
  if (!act) return problem(404, "OBJECT_NOT_FOUND", "resource not found");
  return account.scopes.includes(act.scope) ? act.work(world, request, id) : missingScope(act.scope);
}

const ROUTES = new Map<string, { scope: string; work: (world: World, request: FakeRequest, id: string) => FakeReply }>([
  [
    "GET /properties/contacts",
    { scope: SCHEMAS, work: ({ account }) => json(200, { results: account.properties.map(propertyMetadata) }) },
  ],
  [
    "GET /objects/contacts",
    {
      scope: READ,
      work: (world) => json(200, { results: [...world.records.keys()].slice(0, 1).map((id) => contact(world, id)) }),
    },
  ],
  [
    "GET /objects/contacts/:id",
    {
      scope: READ,
      work: (world, _request, id) =>
        world.records.has(id) ? json(200, contact(world, id)) : problem(404, "OBJECT_NOT_FOUND", "resource not found"),
    },
  ],
  ["POST /objects/contacts", { scope: WRITE, work: create }],
  ["PATCH /objects/contacts/:id", { scope: WRITE, work: update }],
  ["DELETE /objects/contacts/:id", { scope: WRITE, work: archive }],
  ["POST /objects/contacts/batch/read", { scope: READ, work: batchRead }],
  ["POST /objects/contacts/batch/upsert", { scope: WRITE, work: batchUpsert }],
  ["POST /objects/contacts/search", { scope: READ, work: search }],
]);
