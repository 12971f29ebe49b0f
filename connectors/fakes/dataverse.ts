import { randomUUID } from "node:crypto";
import { z } from "zod";
import { createBearerCheck } from "#connectors/fakes/bearer.ts";
import { control, createFaults, type Fault, withFaults } from "#connectors/fakes/faults.ts";
import { columnMetadata, valueProblem } from "#connectors/fakes/lead-table.ts";
import { type FakeReply, type FakeRequest, type FakeServer, startServer } from "#connectors/fakes/server.ts";

export type FakeDataverse = FakeServer & {
  /** Lead records by id. */
  records: Map<string, Record<string, unknown>>;
  /** Every call of the Web API, with what was answered where a status was. */
  requests: { method: string; path: string; headers: Record<string, string>; body: string }[];
  fail(fault: Fault | null): void;
  /** What the environment is like; change it at any time. */
  environment: Environment;
};

export type Environment = {
  /** False: the application was never added, every call is refused. */
  knowsApplication: boolean;
  mayCreate: boolean;
  mayDelete: boolean;
  /** False: a plain Dataverse without Dynamics 365 Sales. */
  hasLeadTable: boolean;
  /** A rule on e-mail addresses, looked at when a request asks for duplicate detection. */
  detectsDuplicates: boolean;
};

/**
 * The part of the Dataverse Web API that Buzón uses. Tokens are checked against the issuer's public key.
 *
 * Copied from learn.microsoft.com/power-apps/developer/data-platform/webapi: upsert with `If-None-Match: *` (204 with
 * OData-EntityId, 412), DELETE (204, 404), WhoAmI, EntityDefinitions with casts, RetrieveUserPrivilegeByPrivilegeName, the error body and
 * its request id, duplicate detection with its header; from error texts people have published: 0x80044331, 0x80048d19,
 * 0x80040220, 0x80072560. What a real service adds (plug-ins, limits, faults) is set with `fail`.
 */
export async function startDataverse({ port, issuer }: { port?: number; issuer: string }): Promise<FakeDataverse> {
  const bearerOf = createBearerCheck(issuer);
  const faults = createFaults();
  const records: FakeDataverse["records"] = new Map();
  const requests: FakeDataverse["requests"] = [];
  const environment = {
    knowsApplication: true,
    mayCreate: true,
    mayDelete: true,
    hasLeadTable: true,
    detectsDuplicates: false,
  };
  const clear = () => {
    records.clear();
    requests.length = 0;
  };

  const server: FakeServer = await startServer(
    async (request) => {
      const lists = { records: () => Object.fromEntries(records), requests: () => requests };
      const controlled = control(request, { faults, lists, clear });
      if (controlled) return controlled;
      const { method, path, headers, body } = request;
      requests.push({ method, path, headers, body: body.toString() });
      return withFaults(faults, method === "PATCH", async () => {
        const bearer = await bearerOf(headers.authorization, { audience: server.url, now: new Date() });
        if (!bearer) return { status: 401, headers: { "www-authenticate": `Bearer authorization_uri=${issuer}` } };
        if (!environment.knowsApplication)
          return refuse(403, "0x80072560", "The user is not a member of the organization.");
        return answer(request, { url: server.url, records, environment });
      });
    },
    { port },
  );
  return { ...server, records, requests, fail: faults.set, environment };
}

const USER_ID = "0a1b2c3d-1111-4222-8333-444455556666";

type World = { url: string; records: FakeDataverse["records"]; environment: Environment };

function answer(request: FakeRequest, world: World): FakeReply {
  const path = request.path.replace(/^\/api\/data\/v9\.2\//, "");
  if (request.method === "GET" && path === "WhoAmI") {
    return json({ UserId: USER_ID, BusinessUnitId: randomUUID(), OrganizationId: randomUUID() });
  }
  if (path.startsWith("EntityDefinitions(LogicalName='lead')")) return readMetadata(path, world.environment);
  const privilege = /RetrieveUserPrivilegeByPrivilegeName\(PrivilegeName='(\w+)'\)$/.exec(path)?.[1];
  if (privilege) {
    const held = world.environment.mayCreate || privilege !== "prvCreateLead";
    return json({ RolePrivileges: held ? [{ Depth: "Global", PrivilegeName: privilege }] : [] });
  }
  const id = /^leads\(([0-9a-f-]{36})\)$/.exec(path)?.[1];
  if (!id || !world.environment.hasLeadTable) {
    return refuse(404, "0x80060888", `Resource not found for the segment '${path.split("(")[0]}'.`);
  }
  if (request.method === "PATCH") return upsert(id, request, world);
  if (!world.records.has(id)) return refuse(404, "0x80040217", `Entity 'lead' With Id = ${id} Does Not Exist`);
  if (request.method === "DELETE") return remove(id, world);
  return json({ leadid: id });
}

function readMetadata(path: string, { hasLeadTable }: Environment): FakeReply {
  if (!hasLeadTable) return refuse(404, "0x80060888", "Could not find an entity with specified name lead");
  if (!path.includes("/Attributes")) return json({ EntitySetName: "leads", MetadataId: randomUUID() });
  const kind = /Microsoft\.Dynamics\.CRM\.(\w+)AttributeMetadata$/.exec(path)?.[1] ?? null;
  return json({ value: columnMetadata(kind) });
}

function upsert(id: string, { headers, body }: FakeRequest, { url, records, environment }: World): FakeReply {
  if (!environment.mayCreate) {
    return refuse(
      403,
      "0x80040220",
      `Principal user (Id=${USER_ID}, type=8, roleCount=1) is missing prvCreateLead privilege on OTC=4 for entity 'lead'.`,
    );
  }
  const values = z.record(z.string(), z.unknown()).parse(JSON.parse(body.toString()));
  for (const [name, value] of Object.entries(values)) {
    const problem = valueProblem(name, value);
    if (problem) return refuse(400, problem.code, problem.message);
  }
  if (headers["if-none-match"] === "*" && records.has(id)) {
    return refuse(412, "0x80040237", "A record with matching key values already exists.");
  }
  const email = values.emailaddress1;
  const isDuplicate = email !== undefined && [...records.values()].some((record) => record.emailaddress1 === email);
  if (environment.detectsDuplicates && headers["mscrm.suppressduplicatedetection"] === "false" && isDuplicate) {
    return refuse(
      412,
      "0x80040333",
      "A record was not created or updated because a duplicate of the current record already exists.",
    );
  }
  records.set(id, { ...records.get(id), ...values });
  return { status: 204, headers: { "odata-version": "4.0", "odata-entityid": `${url}/api/data/v9.2/leads(${id})` } };
}

function remove(id: string, { records, environment }: World): FakeReply {
  if (!environment.mayDelete) {
    return refuse(
      403,
      "0x80040220",
      `Principal user (Id=${USER_ID}, type=8, roleCount=1) is missing prvDeleteLead privilege on OTC=4 for entity 'lead'.`,
    );
  }
  records.delete(id);
  return { status: 204, headers: { "odata-version": "4.0" } };
}

function json(body: unknown): FakeReply {
  return { status: 200, headers: { "content-type": "application/json; odata.metadata=minimal" }, body };
}

function refuse(status: number, code: string, message: string): FakeReply {
  return { status, headers: { "x-ms-service-request-id": randomUUID() }, body: { error: { code, message } } };
}
