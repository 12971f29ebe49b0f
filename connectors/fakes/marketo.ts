import { randomUUID } from "node:crypto";
import { z } from "zod";
import { control, createFaults, type Fault, withFaults } from "#connectors/fakes/faults.ts";
import { PERSON_FIELDS, personProblem, SEARCHABLE } from "#connectors/fakes/marketo-people.ts";
import { type FakeReply, type FakeRequest, type FakeServer, startServer } from "#connectors/fakes/server.ts";

export type FakeMarketo = FakeServer & {
  clientId: string;
  clientSecret: string;
  /** People by id. */
  records: Map<number, Record<string, unknown>>;
  /** Every call of the REST API, with its query. */
  requests: { method: string; path: string; headers: Record<string, string>; body: string }[];
  /** How many different tokens were given out. */
  issued(): number;
  expireToken(): void;
  fail(fault: Fault | null): void;
  environment: MarketoEnvironment;
};

export type MarketoEnvironment = {
  mayRead: boolean;
  mayWrite: boolean;
  partitions: string[];
};

/**
 * The identity service and the part of the REST API of Marketo Engage that Buzón uses, in one server.
 *
 * Copied from experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest: errors with status 200, of the call
 * (601, 602, 603, 610) and of the record (1002, 1003, 1004, 1005, 1006, 1007, 1009), Sync Leads with its four actions,
 * Get Leads by Filter Type, Delete Leads, Describe and Describe2, the same token again while it lives, only the
 * Authorization header; the 401 of the identity service is that of Spring Security OAuth, on which it is built.
 */
export async function startMarketo({ port }: { port?: number } = {}): Promise<FakeMarketo> {
  const faults = createFaults();
  const [clientId, clientSecret] = [randomUUID(), randomUUID().replaceAll("-", "")];
  const records: FakeMarketo["records"] = new Map();
  const requests: FakeMarketo["requests"] = [];
  const environment: MarketoEnvironment = { mayRead: true, mayWrite: true, partitions: ["Default"] };
  const tokens: string[] = [];
  let expired = true;
  const clear = () => {
    records.clear();
    requests.length = 0;
  };

  function giveToken({ body, query }: FakeRequest): FakeReply {
    const form = Object.fromEntries([...query, ...new URLSearchParams(body.toString())]);
    if (form.client_id !== clientId) {
      return { status: 401, body: { error: "unauthorized", error_description: "No client with requested id" } };
    }
    if (form.client_secret !== clientSecret) {
      return { status: 401, body: { error: "invalid_client", error_description: "Bad client credentials" } };
    }
    if (expired) tokens.push(`${randomUUID()}:int`);
    expired = false;
    const access_token = tokens.at(-1);
    return { status: 200, body: { access_token, token_type: "bearer", expires_in: 3599, scope: "apis@contoso.com" } };
  }

  const server: FakeServer = await startServer(
    async (request) => {
      const lists = { records: () => Object.fromEntries(records), requests: () => requests };
      const controlled = control(request, { faults, lists, clear });
      if (controlled) return controlled;
      if (request.path === "/identity/oauth/token") return giveToken(request);
      const { method, path, query, headers, body } = request;
      requests.push({ method, path: `${path}${query.size > 0 ? `?${query}` : ""}`, headers, body: body.toString() });
      return withFaults(faults, isSync(request) && !isProbe(body), () => {
        const token = /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1];
        if (!token || !tokens.includes(token)) return refuse("601", "Access token invalid");
        if (expired || token !== tokens.at(-1)) return refuse("602", "Access token expired");
        return answer(request, { records, environment });
      });
    },
    { port },
  );
  return {
    ...server,
    clientId,
    clientSecret,
    records,
    requests,
    issued: () => tokens.length,
    expireToken() {
      expired = true;
    },
    fail: faults.set,
    environment,
  };
}

type World = { records: FakeMarketo["records"]; environment: MarketoEnvironment };

function answer(request: FakeRequest, world: World): FakeReply {
  const path = request.path.replace(/^\/rest\/v1\//, "");
  const isRead = request.method === "GET";
  if (!["leads.json", "leads/delete.json", "leads/describe.json", "leads/describe2.json"].includes(path)) {
    return refuse("610", "Requested resource not found");
  }
  if (!(isRead ? world.environment.mayRead : world.environment.mayWrite)) return refuse("603", "Access denied");
  if (path === "leads/describe.json") return succeed(PERSON_FIELDS);
  if (path === "leads/describe2.json") return describe2();
  if (path === "leads/delete.json") return remove(request, world);
  return isRead ? find(request, world) : sync(request, world);
}

function describe2(): FakeReply {
  const fields = PERSON_FIELDS.flatMap(({ displayName, dataType, length, rest }) =>
    rest ? [{ name: rest.name, displayName, dataType, length, updateable: !rest.readOnly, crmManaged: false }] : [],
  );
  return succeed([{ name: "Lead", searchableFields: SEARCHABLE.map((name) => [name]), fields }]);
}

function isSync({ method, path }: FakeRequest): boolean {
  return method === "POST" && path.endsWith("/leads.json");
}

function isProbe(body: Buffer): boolean {
  return body.includes('"updateOnly"');
}

const syncSchema = z.object({
  action: z.enum(["createOrUpdate", "createOnly", "updateOnly", "createDuplicate"]).default("createOrUpdate"),
  lookupField: z.string().default("email"),
  partitionName: z.string().optional(),
  input: z.tuple([z.record(z.string(), z.unknown())]),
});

function sync({ body }: FakeRequest, { records, environment }: World): FakeReply {
  const { action, lookupField, partitionName, input } = syncSchema.parse(JSON.parse(body.toString()));
  if (partitionName && !environment.partitions.includes(partitionName)) {
    return skip("1008", `Access to partition '${partitionName}' denied`);
  }
  if (lookupField !== "id" && !SEARCHABLE.includes(lookupField)) {
    return skip("1011", `Field '${lookupField}' is not supported`);
  }
  const [values] = input;
  const problem = personProblem(values, lookupField);
  if (problem) return skip(problem.code, problem.message);

  const key = values[lookupField];
  const matches = [...records].filter(([id, record]) => key !== undefined && sameKey(lookupField, id, record, key));
  const [match] = matches;
  if (matches.length > 1) return skip("1007", "Multiple lead match lookup criteria");
  if (match && action === "createOnly") return skip("1005", "Lead already exists");
  if (!match && action === "updateOnly") return skip("1004", "Lead not found");

  const id = match?.[0] ?? Math.max(49, ...records.keys()) + 1;
  records.set(id, { ...records.get(id), ...values });
  return succeed([{ id, status: match ? "updated" : "created" }]);
}

/** Addresses are compared without regard to case. */
function sameKey(field: string, id: number, record: Record<string, unknown>, key: unknown): boolean {
  return field === "id" ? id === key : String(record[field] ?? "").toLowerCase() === String(key).toLowerCase();
}

function find({ query }: FakeRequest, { records }: World): FakeReply {
  const field = query.get("filterType") ?? "";
  if (!SEARCHABLE.includes(field)) return refuse("1011", `Field '${field}' is not supported`);
  const wanted = (query.get("filterValues") ?? "").split(",");
  const names = (query.get("fields") ?? "id,email,firstName,lastName").split(",");
  const people = [...records].filter(([id, record]) => wanted.some((value) => sameKey(field, id, record, value)));
  return succeed(
    people.map(([id, record]) => ({ ...Object.fromEntries(names.map((name) => [name, record[name] ?? null])), id })),
  );
}

function remove({ body }: FakeRequest, { records }: World): FakeReply {
  const { input } = z.object({ input: z.tuple([z.object({ id: z.number() })]) }).parse(JSON.parse(body.toString()));
  const [{ id }] = input;
  return records.delete(id) ? succeed([{ id, status: "deleted" }]) : skip("1004", "Lead not found");
}

function succeed(result: unknown[]): FakeReply {
  return json({ requestId: requestId(), success: true, result });
}

function skip(code: string, message: string): FakeReply {
  return json({ requestId: requestId(), success: true, result: [{ status: "skipped", reasons: [{ code, message }] }] });
}

function refuse(code: string, message: string): FakeReply {
  return json({ requestId: requestId(), success: false, errors: [{ code, message }] });
}

function requestId(): string {
  return `${randomUUID().slice(0, 4)}#${randomUUID().slice(24)}`;
}

function json(body: unknown): FakeReply {
  return { status: 200, headers: { "content-type": "application/json;charset=UTF-8" }, body };
}
