import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { control, createFaults, type Fault, withFaults } from "#connectors/fakes/faults.ts";
import {
  fieldDescription,
  ID_FIELD,
  LEAD_FIELDS,
  type LeadField,
  leadProblem,
} from "#connectors/fakes/salesforce-lead.ts";
import { type FakeReply, type FakeRequest, type FakeServer, startServer } from "#connectors/fakes/server.ts";
import { readConditions } from "#connectors/fakes/soql.ts";

export type FakeSalesforce = FakeServer & {
  clientId: string;
  clientSecret: string;
  /** Leads by id. */
  records: Map<string, Record<string, unknown>>;
  /** Every call of the REST API; asking for a token is none. */
  requests: { method: string; path: string; query: string; headers: Record<string, string>; body: string }[];
  /** Access tokens that are good now. */
  sessions: Set<string>;
  fail(fault: Fault | null): void;
  /** What the organisation is like; change it at any time. */
  organisation: {
    /** False: the app has no user to run as. */
    hasRunAsUser: boolean;
    /** False: leads are hidden from the user. */
    seesLeads: boolean;
    mayCreate: boolean;
    /** A rule on e-mail addresses: only warns, or blocks. */
    duplicates: "none" | "warn" | "block";
    fields: LeadField[];
  };
};

/**
 * The part of Salesforce that Buzón uses: the token endpoint and the REST API, whatever version the path names.
 *
 * Copied from developer.salesforce.com/docs/platform/api-rest: upsert by external id (201, 200, `created`), create,
 * read, update, delete, describe, query, the error array, Sforce-Duplicate-Rule-Header. From help.salesforce.com: the
 * answer of the client credentials flow, which has no life time, and its errors. From bodies people have published: the
 * misspelt `duplicateResut`, "Provided external ID field does not exist or is not accessible", "no client credentials
 * user enabled", INVALID_SESSION_ID, the sentences of REQUIRED_FIELD_MISSING, STRING_TOO_LONG and the like.
 * Of SOQL it knows equality and CreatedDate >=, joined by AND. Limits, locks and faults are set with `fail`.
 */
export async function startSalesforce({ port }: { port?: number } = {}): Promise<FakeSalesforce> {
  const app = {
    clientId: `3MVG9${randomBytes(24).toString("base64url")}`,
    clientSecret: randomBytes(32).toString("hex"),
  };
  const faults = createFaults();
  const records: FakeSalesforce["records"] = new Map();
  const requests: FakeSalesforce["requests"] = [];
  const sessions = new Set<string>();
  const organisation: FakeSalesforce["organisation"] = {
    hasRunAsUser: true,
    seesLeads: true,
    mayCreate: true,
    duplicates: "none",
    fields: [...LEAD_FIELDS, ID_FIELD],
  };
  const clear = () => {
    records.clear();
    requests.length = 0;
  };
  const lists = { records: () => Object.fromEntries(records), requests: () => requests };

  const server: FakeServer = await startServer(
    async (request) => {
      const controlled = control(request, { faults, lists, clear });
      if (controlled) return controlled;
      const { method, path, query, headers, body } = request;
      if (path === "/services/oauth2/token") return grant(request, { ...app, url: server.url, sessions, organisation });
      requests.push({ method, path, query: query.toString(), headers, body: body.toString() });
      return withFaults(faults, isWrite(request, organisation), () =>
        sessions.has(headers.authorization?.replace("Bearer ", "") ?? "")
          ? answer(request, { records, organisation })
          : refuse(401, "INVALID_SESSION_ID", "Session expired or invalid"),
      );
    },
    { port },
  );
  return { ...server, ...app, records, requests, sessions, fail: faults.set, organisation };
}

type App = { clientId: string; clientSecret: string; url: string };

function grant(
  { body }: FakeRequest,
  { clientId, clientSecret, url, sessions, organisation }: App & Pick<FakeSalesforce, "sessions" | "organisation">,
): FakeReply {
  const form = new URLSearchParams(body.toString());
  const denied = (error: string, error_description: string) => ({ status: 400, body: { error, error_description } });
  if (form.get("grant_type") !== "client_credentials")
    return denied("unsupported_grant_type", "grant type not supported");
  if (form.get("client_id") !== clientId) return denied("invalid_client_id", "client identifier invalid");
  if (form.get("client_secret") !== clientSecret) return denied("invalid_client", "invalid client credentials");
  if (!organisation.hasRunAsUser) return denied("invalid_grant", "no client credentials user enabled");
  const access_token = `00D5f000000ABCD!${randomBytes(48).toString("base64url")}`;
  sessions.add(access_token);
  const id = "https://login.salesforce.com/id/00D5f000000ABCDEAY/0055f000000WXYZAA2";
  const issued_at = String(Date.now());
  const rest = { token_format: "opaque", instance_url: url, id, token_type: "Bearer", issued_at, scope: "api" };
  return { status: 200, body: { access_token, signature: randomBytes(32).toString("base64"), ...rest } };
}

/** Where a record would be made or changed; an upsert by a field that does not exist never gets so far. */
function isWrite({ method, path }: FakeRequest, organisation: FakeSalesforce["organisation"]): boolean {
  const field = /\/sobjects\/Lead\/(\w+)\/[^/]+$/.exec(path)?.[1];
  return method === "POST" || (method === "PATCH" && (!field || hasExternalId(organisation, field)));
}

function hasExternalId({ fields }: FakeSalesforce["organisation"], field: string): boolean {
  return fields.some(({ name, externalId }) => name === field && externalId);
}

type World = Pick<FakeSalesforce, "records" | "organisation">;

function answer(request: FakeRequest, world: World): FakeReply {
  const { records, organisation } = world;
  const path = request.path.replace(/^\/services\/data\/v\d+\.0\//, "");
  if (path === "query") return query(request.query.get("q") ?? "", world);
  const [, object, ...key] = path.split("/");
  if (object !== "Lead" || !organisation.seesLeads) return NOT_THERE;
  const route = `${request.method} ${key.length}`;
  const [first = "", second = ""] = key;

  if (route === "GET 1" && first === "describe") {
    const described = {
      name: "Lead",
      label: "Lead",
      createable: organisation.mayCreate,
      queryable: true,
      updateable: true,
    };
    return json(200, { ...described, fields: organisation.fields.map(fieldDescription) });
  }
  if (route === "POST 0") return create(request, world, {});
  if (route === "GET 1") return records.has(first) ? json(200, shown(world, first)) : NOT_THERE;
  if (route === "PATCH 1") return records.has(first) ? update(first, request, world) : NOT_THERE;
  if (route === "DELETE 1")
    return records.delete(first) ? { status: 204 } : refuse(404, "ENTITY_IS_DELETED", "entity is deleted");
  if (route === "PATCH 2") return upsert(first, second, request, world);
  return NOT_THERE;
}

function upsert(field: string, value: string, request: FakeRequest, world: World): FakeReply {
  if (!hasExternalId(world.organisation, field)) {
    return refuse(404, "NOT_FOUND", `Provided external ID field does not exist or is not accessible: ${field}`);
  }
  const known = [...world.records].find(([, values]) => values[field] === value)?.[0];
  if (!known) return create(request, world, { [field]: value });
  const updated = update(known, request, world);
  return typeof updated === "object" && updated.status === 204 ? saved(200, known, false) : updated;
}

function create(request: FakeRequest, { records, organisation }: World, identity: Record<string, unknown>): FakeReply {
  if (!organisation.mayCreate) {
    return refuse(403, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
  }
  const values = valuesOf(request);
  const problem = leadProblem(values, organisation.fields);
  if (problem) return { status: 400, body: [problem] };
  const duplicate = [...records].find(([, record]) => record.Email && record.Email === values.Email)?.[0];
  const passes = organisation.duplicates === "none" || (organisation.duplicates === "warn" && allowsSave(request));
  if (duplicate && !passes)
    return { status: 400, body: [duplicateError(duplicate, organisation.duplicates === "warn")] };
  const id = `00Q5f${randomUUID().replaceAll("-", "").slice(0, 10)}EAU`;
  records.set(id, { ...values, ...identity, CreatedDate: new Date().toISOString() });
  return saved(201, id, true);
}

function update(id: string, request: FakeRequest, { records, organisation }: World): FakeReply {
  const record = { ...records.get(id), ...valuesOf(request) };
  const { CreatedDate: _, ...writable } = record;
  const problem = leadProblem(writable, organisation.fields);
  if (problem) return { status: 400, body: [problem] };
  records.set(id, record);
  return { status: 204 };
}

function query(soql: string, { records, organisation }: World): FakeReply {
  const conditions = readConditions(soql);
  if (!conditions) return refuse(400, "MALFORMED_QUERY", `unexpected token: ${soql}`);
  if (!organisation.seesLeads) return refuse(400, "INVALID_TYPE", "sObject type 'Lead' is not supported.");
  const unknown = conditions.find(({ name }) => !organisation.fields.some((field) => field.name === name));
  if (unknown) {
    const hint =
      "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.";
    return refuse(400, "INVALID_FIELD", `No such column '${unknown.name}' on entity 'Lead'. ${hint}`);
  }
  const found = [...records].filter(([id, values]) =>
    conditions.every(({ name, holds }) => holds(name === "Id" ? id : values[name])),
  );
  const shownRecords = found.map(([id]) => shown({ records }, id));
  return json(200, { totalSize: found.length, done: true, records: shownRecords });
}

function allowsSave({ headers }: FakeRequest): boolean {
  return headers["sforce-duplicate-rule-header"]?.includes("allowSave=true") ?? false;
}

function duplicateError(id: string, allowSave: boolean): Record<string, unknown> {
  const message = "You're creating a duplicate record. We recommend you use an existing record instead.";
  const record = { attributes: { type: "Lead", url: `/services/data/v66.0/sobjects/Lead/${id}` }, Id: id };
  const matchRecords = [{ additionalInformation: [], fieldDiffs: [], matchConfidence: 100.0, record }];
  const match = {
    entityType: "Lead",
    errors: [],
    matchEngine: "FuzzyMatchEngine",
    matchRecords,
    rule: "Standard_Lead_Match_Rule_v1_0",
    size: 1,
    success: true,
  };
  const duplicateResut = {
    allowSave,
    duplicateRule: "Standard_Lead_Duplicate_Rule",
    duplicateRuleEntityType: "Lead",
    errorMessage: message,
    matchResults: [match],
  };
  return { duplicateResut, errorCode: "DUPLICATES_DETECTED", message };
}

function valuesOf({ body }: FakeRequest): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(body.toString()));
}

function shown({ records }: Pick<World, "records">, id: string): Record<string, unknown> {
  return { attributes: { type: "Lead", url: `/services/data/v66.0/sobjects/Lead/${id}` }, Id: id, ...records.get(id) };
}

function saved(status: number, id: string, created: boolean): FakeReply {
  return json(status, { id, success: true, errors: [], created });
}

function json(status: number, body: unknown): FakeReply {
  const headers = { "content-type": "application/json;charset=UTF-8", "sforce-limit-info": "api-usage=18/100000" };
  return { status, headers, body };
}

function refuse(status: number, errorCode: string, message: string): FakeReply {
  return { status, body: [{ message, errorCode }] };
}

const NOT_THERE = refuse(404, "NOT_FOUND", "The requested resource does not exist");
