import { randomUUID } from "node:crypto";
import { z } from "zod";
import { control, createFaults, type Fault, withFaults } from "#connectors/fakes/faults.ts";
import { type FakeReply, type FakeRequest, type FakeServer, startServer } from "#connectors/fakes/server.ts";

type Entry = Record<string, unknown> & { id: number | string; add_time: string };
type Kind = "persons" | "organizations" | "leads" | "notes" | "deals";

export type FakePipedrive = FakeServer & {
  apiToken: string;
  /** Of each kind by id, deleted ones no more. */
  records: Record<Kind, Map<string, Entry>>;
  /** Every call, without its headers. */
  requests: { method: string; path: string; query: string; body: string }[];
  /** False: the search does not know what was made over the API, as for some seconds after it was. */
  searchIsFresh: boolean;
  fail(fault: Fault | null): void;
  /** A record that sales have made. */
  add(kind: Kind, values: Record<string, unknown>): Entry;
};

export const DEAL_FIELD = "946947d1b02fd3ef20798d6112ec5d895a686a21";
export const PERSON_FIELD = "dcf558aac1ae4e8c4f849ba5e668430d8df9be12";

/**
 * The part of Pipedrive's API that Buzón uses, with version 1 and 2 of it as they are mixed today.
 *
 * Copied from the OpenAPI descriptions behind the `pipedrive` package (33.7.0): paths, parameters, names and shapes of
 * persons, organizations, leads, archived leads, notes, labels, users and fields. From pipedrive.readme.io: the
 * envelope of answers and errors, `null` for an empty list of version 1, custom fields beside a lead's own and in a
 * person's `custom_fields`, tokens in `x-api-token`. As people have published: the body of a 401, that the search lags
 * behind. Limits and plans are set with `fail`.
 */
export async function startPipedrive({ port }: { port?: number } = {}): Promise<FakePipedrive> {
  const faults = createFaults();
  const apiToken = "0123456789abcdef0123456789abcdef01234567";
  const requests: FakePipedrive["requests"] = [];
  const records: FakePipedrive["records"] = {
    persons: new Map(),
    organizations: new Map(),
    leads: new Map(),
    notes: new Map(),
    deals: new Map(),
  };
  const clear = () => {
    requests.length = 0;
    for (const kind of Object.values(records)) kind.clear();
  };
  const lists = {
    records: () => Object.fromEntries(Object.entries(records).map(([kind, map]) => [kind, [...map.values()]])),
    requests: () => requests,
  };
  let lastId = 0;

  function add(kind: Kind, values: Record<string, unknown>): Entry {
    lastId += 1;
    const id = kind === "leads" ? randomUUID() : lastId;
    // Version 2 leaves the milliseconds out.
    const time = new Date().toISOString();
    const add_time = kind === "leads" ? time : time.replace(/\.\d+/, "");
    const entry = { ...DEFAULTS[kind], ...values, id, add_time: String(values.add_time ?? add_time) };
    records[kind].set(String(id), entry);
    return entry;
  }

  const server = await startServer(
    (request) => {
      const controlled = control(request, { faults, lists, clear });
      if (controlled) return controlled;
      const { method, path, query, headers, body } = request;
      requests.push({ method, path, query: String(query), body: body.toString() });
      return withFaults(faults, method === "POST" || method === "PATCH", () =>
        headers["x-api-token"] === apiToken ? answer(request, fake) : UNAUTHORIZED,
      );
    },
    { port },
  );
  const fake: FakePipedrive = { ...server, apiToken, records, requests, searchIsFresh: true, fail: faults.set, add };
  return fake;
}

const DEFAULTS: Record<Kind, Record<string, unknown>> = {
  persons: { org_id: null, emails: [], phones: [], label_ids: [], custom_fields: {}, is_deleted: false },
  organizations: { address: null, label_ids: [], custom_fields: {}, is_deleted: false },
  leads: { person_id: null, organization_id: null, label_ids: [], origin: "API", origin_id: null, is_archived: false },
  notes: { active_flag: true },
  deals: {},
};

const UNAUTHORIZED: FakeReply = {
  status: 401,
  body: {
    success: false,
    error: "unauthorized access",
    errorCode: 401,
    error_info: "Please check developers.pipedrive.com",
  },
};

function answer(request: FakeRequest, fake: FakePipedrive): FakeReply {
  const [, version = "", name = "", id] = /^\/api\/(v[12])\/(\w+)(?:\/([\w-]+))?$/.exec(request.path) ?? [];
  if (request.method === "GET" && FIXED.has(`${version}/${name}/${id ?? ""}`)) {
    return ok(FIXED.get(`${version}/${name}/${id ?? ""}`));
  }
  const kind = KINDS.get(`${version}/${name}`);
  if (!kind) return refuse(404, "Unknown method.");
  if (request.method === "POST") return create(kind, request, fake);
  if (id === "search") return search(kind, request, fake);
  if (id === undefined || id === "archived") return list(kind, request, fake);

  const entry = fake.records[kind].get(id);
  if (!entry) return refuse(404, `${kind} ${id} was not found`);
  if (request.method === "DELETE") fake.records[kind].delete(id);
  if (request.method === "PATCH") {
    fake.records[kind].set(
      id,
      merged(entry, z.record(z.string(), z.unknown()).parse(JSON.parse(String(request.body)))),
    );
  }
  return ok(request.method === "DELETE" ? { id: entry.id } : fake.records[kind].get(id));
}

const KINDS = new Map<string, Kind>([
  ["v2/persons", "persons"],
  ["v2/organizations", "organizations"],
  ["v2/deals", "deals"],
  ["v1/leads", "leads"],
  ["v1/notes", "notes"],
]);

const email = z.strictObject({ value: z.string(), primary: z.boolean(), label: z.string() });
const BODIES: Record<Kind, z.ZodType> = {
  persons: z.strictObject({
    name: z.string().min(1),
    org_id: z.int().optional(),
    emails: z.array(email).optional(),
    phones: z.array(email).optional(),
    custom_fields: z.partialRecord(z.literal(PERSON_FIELD), z.unknown()).optional(),
  }),
  organizations: z.strictObject({ name: z.string().min(1) }),
  leads: z.strictObject({
    title: z.string().min(1).max(255),
    person_id: z.int(),
    organization_id: z.int().optional(),
    owner_id: z.int().optional(),
    label_ids: z.array(z.uuid()).optional(),
    expected_close_date: z.iso.date().optional(),
    origin_id: z.string().optional(),
    [DEAL_FIELD]: z.unknown().optional(),
  }),
  notes: z.strictObject({ content: z.string(), lead_id: z.uuid() }),
  deals: z.never(),
};

function create(kind: Kind, { body }: FakeRequest, fake: FakePipedrive): FakeReply {
  const values = z.record(z.string(), z.unknown()).parse(JSON.parse(body.toString()));
  const problem = BODIES[kind].safeParse(values).error?.issues[0];
  if (problem) return refuse(400, `Parameter '${problem.path.join(".")}': ${problem.message}`);
  const { person_id } = values;
  if (kind === "leads" && !fake.records.persons.has(String(person_id))) {
    return refuse(404, `Person ${person_id} was not found`);
  }
  const entry = fake.add(kind, values);
  HIDDEN.add(entry);
  return { status: kind === "leads" ? 201 : 200, body: { success: true, data: entry } };
}

/** What was made over the API: an index that is not fresh does not hold it. */
const HIDDEN = new WeakSet<Entry>();

function search(kind: Kind, { query }: FakeRequest, { records, searchIsFresh }: FakePipedrive): FakeReply {
  const term = query.get("term")?.toLowerCase();
  const fields = z.enum(["email", "name"]).parse(query.get("fields"));
  const entries = [...records[kind].values()].filter(
    (entry) => (searchIsFresh || !HIDDEN.has(entry)) && textsOf(entry, fields).includes(term),
  );
  const items = entries.map(({ id, name }) => ({ result_score: 1, item: { id, type: kind.slice(0, -1), name } }));
  return ok({ items });
}

function textsOf(entry: Entry, field: "email" | "name"): unknown[] {
  const emails = z.array(z.object({ value: z.string() })).parse(entry.emails ?? []);
  const texts = field === "email" ? emails.map(({ value }) => value) : [String(entry.name)];
  return texts.map((text) => text.toLowerCase());
}

function list(kind: Kind, { query, path }: FakeRequest, { records }: FakePipedrive): FakeReply {
  const filters = [...query].filter(([name]) => /^(person_id|organization_id|org_id|lead_id)$/.test(name));
  const since = Date.parse(query.get("updated_since") ?? "1970-01-01T00:00:00Z");
  const entries = [...records[kind].values()]
    .filter((entry) => filters.every(([name, value]) => String(entry[name]) === value))
    .filter((entry) => kind !== "leads" || entry.is_archived === path.endsWith("/archived"))
    .filter((entry) => Date.parse(entry.add_time) >= since)
    .slice(0, Number(query.get("limit") ?? 100));
  return ok(entries.length === 0 && path.startsWith("/api/v1/") ? null : entries);
}

function merged(entry: Entry, changes: Record<string, unknown>): Entry {
  const custom = z.record(z.string(), z.unknown());
  const custom_fields = { ...custom.parse(entry.custom_fields), ...custom.parse(changes.custom_fields ?? {}) };
  return { ...entry, ...changes, custom_fields };
}

const field = (field_code: string, field_name: string, field_type: string, options: unknown = null) => ({
  field_name,
  field_code,
  field_type,
  options,
  subfields: null,
  is_custom_field: /^[0-9a-f]{40}$/.test(field_code),
  is_optional_response_field: false,
});

const CHOICES = [
  { id: 1, label: "Low" },
  { id: 2, label: "High" },
];

const FIXED = new Map<string, unknown>([
  [
    "v1/users/me",
    { id: 7, name: "Buzón", email: "buzon@contoso.example", company_name: "Contoso", company_domain: "contoso" },
  ],
  [
    "v1/users/",
    [
      { id: 7, name: "Buzón", active_flag: true },
      { id: 8, name: "Aiko Tanabe", active_flag: true },
      { id: 9, name: "Gone Away", active_flag: false },
    ],
  ],
  [
    "v1/leadLabels/",
    [
      { id: "f08b42a0-4e75-11ea-9643-03698ef1cfd6", name: "Hot", color: "red" },
      { id: "f08b42a1-4e75-11ea-9643-03698ef1cfd6", name: "Cold", color: "blue" },
    ],
  ],
  [
    "v2/dealFields/",
    [
      field("title", "Title", "varchar"),
      field(DEAL_FIELD, "Priority", "enum", CHOICES),
      field("a".repeat(40), "Budget", "monetary"),
    ],
  ],
  [
    "v2/personFields/",
    [
      field("name", "Name", "varchar"),
      field("email", "Email", "varchar"),
      field(PERSON_FIELD, "Region", "varchar"),
      field("b".repeat(40), "Interests", "set", CHOICES),
    ],
  ],
]);

function ok(data: unknown): FakeReply {
  return { status: 200, body: { success: true, data, additional_data: null } };
}

function refuse(status: number, error: string): FakeReply {
  const error_info = "Please check developers.pipedrive.com for more information about Pipedrive API.";
  return { status, body: { success: false, error, error_info, data: null, additional_data: null } };
}
