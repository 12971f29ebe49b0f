import { randomInt, randomUUID } from "node:crypto";
import { z } from "zod";
import { control, createFaults, type Fault, withFaults } from "#connectors/fakes/faults.ts";
import { type FakeReply, type FakeRequest, type FakeServer, startServer } from "#connectors/fakes/server.ts";
import { LEAD_FIELDS, leadLayout, recordProblem } from "#connectors/fakes/zoho-leads.ts";

export type FakeZoho = FakeServer & {
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  /** Leads by id. */
  records: Map<string, Record<string, unknown>>;
  /** Every call of the CRM, with its query. */
  requests: { method: string; path: string; headers: Record<string, string>; body: string }[];
  /** How many tokens were given out. */
  issued(): number;
  /** No token that was given out is good any more. */
  forgetTokens(): void;
  fail(fault: Fault | null): void;
  environment: ZohoEnvironment;
};

export type ZohoEnvironment = {
  scopes: string[];
  mayCreate: boolean;
  /** Leads that were converted to contacts, by e-mail address. */
  converted: Set<string>;
};

const TOKENS_IN_TEN_MINUTES = 10;

/**
 * The part of Zoho Accounts and of the CRM API v8 that Buzón uses, in one server.
 *
 * Copied from the OpenAPI documents and examples of github.com/zoho/crm-oas (v8.0): upsert with duplicate_check_fields,
 * insert, update, delete, fields, layouts, module, and the errors MANDATORY_NOT_FOUND, INVALID_DATA with its three kinds
 * of details, OAUTH_SCOPE_MISMATCH, NO_PERMISSION, INVALID_URL_PATTERN; from zoho.com/crm/developer/docs/api/v8: COQL
 * (204 when nothing is found), unknown fields that are ignored, INVALID_TOKEN; from
 * zoho.com/accounts/protocol/oauth: both grants and api_domain; from bodies people have published: status 200 with
 * `{"error":"invalid_code"}`, invalid_client, invalid_client_secret, and 400 "Access Denied" for the eleventh token
 * (here for as long as the fake runs).
 */
export async function startZoho({ port }: { port?: number } = {}): Promise<FakeZoho> {
  const faults = createFaults();
  const clientId = `1000.${randomUUID().replaceAll("-", "").toUpperCase()}`;
  const clientSecret = randomUUID().replaceAll("-", "");
  const refreshToken = `1000.${randomUUID().replaceAll("-", "")}.${randomUUID().replaceAll("-", "")}`;
  const records: FakeZoho["records"] = new Map();
  const requests: FakeZoho["requests"] = [];
  const environment: ZohoEnvironment = { scopes: [...EVERY_SCOPE], mayCreate: true, converted: new Set() };
  const tokens = new Set<string>();
  let issued = 0;
  const clear = () => {
    records.clear();
    requests.length = 0;
  };

  function giveToken({ body, query }: FakeRequest): FakeReply {
    const form = Object.fromEntries([...query, ...new URLSearchParams(body.toString())]);
    if (issued >= TOKENS_IN_TEN_MINUTES) return TOO_MANY_TOKENS;
    if (form.client_id !== clientId) return refuseGrant("invalid_client");
    if (form.client_secret !== clientSecret) return refuseGrant("invalid_client_secret");
    if (form.grant_type === "refresh_token" && form.refresh_token !== refreshToken) return refuseGrant("invalid_code");
    if (form.grant_type === "client_credentials" && !form.soid) return refuseGrant("missing_org_info");
    issued += 1;
    const token = `1000.${randomUUID().replaceAll("-", "")}.${randomUUID().replaceAll("-", "")}`;
    tokens.add(token);
    return json({ access_token: token, api_domain: server.url, token_type: "Bearer", expires_in: 3600 });
  }

  const server: FakeServer = await startServer(
    async (request) => {
      const lists = { records: () => Object.fromEntries(records), requests: () => requests };
      const controlled = control(request, { faults, lists, clear });
      if (controlled) return controlled;
      if (request.path === "/oauth/v2/token") return giveToken(request);
      const { method, path, query, headers, body } = request;
      requests.push({ method, path: `${path}${query.size > 0 ? `?${query}` : ""}`, headers, body: body.toString() });
      const isWrite = method !== "GET" && method !== "DELETE" && path.includes("/Leads");
      return withFaults(faults, isWrite, () => {
        const token = /^Zoho-oauthtoken (\S+)$/.exec(headers.authorization ?? "")?.[1];
        if (!token || !tokens.has(token)) return refuse(401, "INVALID_TOKEN", "invalid oauth token");
        return answer(request, { records, environment });
      });
    },
    { port },
  );
  return {
    ...server,
    clientId,
    clientSecret,
    refreshToken,
    records,
    requests,
    issued: () => issued,
    forgetTokens: () => tokens.clear(),
    fail: faults.set,
    environment,
  };
}

const EVERY_SCOPE = [
  "ZohoCRM.modules.leads.ALL",
  "ZohoCRM.settings.fields.READ",
  "ZohoCRM.settings.layouts.READ",
  "ZohoCRM.settings.modules.READ",
  "ZohoCRM.coql.READ",
] as const;

type World = { records: FakeZoho["records"]; environment: ZohoEnvironment };

const ROUTES: { method: string; path: RegExp; scope: (typeof EVERY_SCOPE)[number]; handle: Handler }[] = [
  { method: "GET", path: /^settings\/modules\/Leads$/, scope: "ZohoCRM.settings.modules.READ", handle: describeModule },
  {
    method: "GET",
    path: /^settings\/fields$/,
    scope: "ZohoCRM.settings.fields.READ",
    handle: () => json({ fields: LEAD_FIELDS }),
  },
  {
    method: "GET",
    path: /^settings\/layouts$/,
    scope: "ZohoCRM.settings.layouts.READ",
    handle: () => json({ layouts: [leadLayout()] }),
  },
  { method: "POST", path: /^coql$/, scope: "ZohoCRM.coql.READ", handle: query },
  { method: "POST", path: /^Leads(\/upsert)?$/, scope: "ZohoCRM.modules.leads.ALL", handle: save },
  { method: "PUT", path: /^Leads\/(\d+)$/, scope: "ZohoCRM.modules.leads.ALL", handle: save },
  { method: "DELETE", path: /^Leads\/(\d+)$/, scope: "ZohoCRM.modules.leads.ALL", handle: remove },
];

type Handler = (request: FakeRequest, world: World, id: string | undefined) => FakeReply;

function answer(request: FakeRequest, world: World): FakeReply {
  const path = request.path.replace(/^\/crm\/v8\//, "");
  const route = ROUTES.find((each) => each.method === request.method && each.path.test(path));
  if (!route) return refuse(404, "INVALID_URL_PATTERN", "Please check if the URL trying to access is a correct one");
  if (!world.environment.scopes.includes(route.scope)) return refuse(401, "OAUTH_SCOPE_MISMATCH", "Unauthorized");
  return route.handle(request, world, /\/(\d+)$/.exec(path)?.[1]);
}

function describeModule(_request: FakeRequest, { environment }: World): FakeReply {
  return json({
    modules: [
      {
        api_name: "Leads",
        module_name: "Leads",
        creatable: environment.mayCreate,
        editable: true,
        api_supported: true,
      },
    ],
  });
}

const bodySchema = z.object({
  data: z.tuple([z.record(z.string(), z.unknown())]),
  duplicate_check_fields: z.array(z.string()).default([]),
});

function save({ path, body }: FakeRequest, { records, environment }: World, id: string | undefined): FakeReply {
  if (!environment.mayCreate) {
    return refuse(403, "NO_PERMISSION", "Permission denied", { permissions: ["Crm_Implied_Create_Leads"] });
  }
  const { data, duplicate_check_fields } = bodySchema.parse(JSON.parse(body.toString()));
  const [values] = data;
  const problem = recordProblem(values, { isUpdate: id !== undefined });
  if (problem) return { status: 400, body: { data: [{ ...problem, status: "error" }] } };
  if (environment.converted.has(String(values.Email))) {
    const converted = { code: "CONVERTED_RECORD", details: {}, message: "The record is converted", status: "error" };
    return { status: 400, body: { data: [converted] } };
  }

  const isSame = ([, record]: [string, Record<string, unknown>]) =>
    duplicate_check_fields.some((name) => values[name] !== undefined && record[name] === values[name]);
  const existing = id ?? [...records].find(isSame)?.[0];
  const saved = existing ?? `5725767000000${randomInt(100_000, 999_999)}`;
  // Names it does not know are ignored.
  const known = Object.entries(values).filter(([name]) => LEAD_FIELDS.some(({ api_name }) => api_name === name));
  records.set(saved, { ...records.get(saved), ...Object.fromEntries(known) });
  const action = path.endsWith("/upsert") ? { action: existing ? "update" : "insert", duplicate_field: null } : {};
  const message = existing ? "record updated" : "record added";
  const details = { id: saved, Created_Time: "2026-11-22T10:00:00+00:00" };
  return {
    status: existing ? 200 : 201,
    body: { data: [{ code: "SUCCESS", ...action, details, message, status: "success" }] },
  };
}

function remove(_request: FakeRequest, { records }: World, id = ""): FakeReply {
  if (!records.delete(id)) {
    return { status: 400, body: { code: "INVALID_DATA", message: "record not deleted", details: {}, status: "error" } };
  }
  return json({ data: [{ code: "SUCCESS", message: "record deleted", status: "success", details: { id } }] });
}

function query({ body }: FakeRequest, { records }: World): FakeReply {
  const { select_query } = z.object({ select_query: z.string() }).parse(JSON.parse(body.toString()));
  const read = /^select ([\w, ]+) from Leads where (\w+) = '((?:[^'\\]|\\.)*)' order by Created_Time desc limit 1$/;
  const [, columns = "", name = "", quoted = ""] = read.exec(select_query) ?? [];
  if (!columns) return refuse(400, "SYNTAX_ERROR", "error occured while processing the query");
  const wanted = quoted.replace(/\\(.)/g, "$1");
  const [id, record] = [...records].find(([, each]) => each[name] === wanted) ?? [];
  if (!id || !record) return { status: 204 };
  const row = Object.fromEntries(columns.split(", ").map((column) => [column, record[column] ?? null]));
  return json({ data: [{ ...row, id }], info: { count: 1, more_records: false } });
}

const TOO_MANY_TOKENS: FakeReply = {
  status: 400,
  body: {
    error_description: "You have made too many requests continuously. Please try again after some time.",
    error: "Access Denied",
    status: "failure",
  },
};

function refuseGrant(error: string): FakeReply {
  return json({ error });
}

function json(body: unknown): FakeReply {
  return { status: 200, headers: { "content-type": "application/json;charset=UTF-8" }, body };
}

function refuse(status: number, code: string, message: string, details: object = {}): FakeReply {
  return { status, body: { code, details, message, status: "error" } };
}
