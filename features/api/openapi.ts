import { z } from "zod";
import { acceptedJson, leadPayload } from "#features/api/lead-payload.ts";
import { exportParams } from "#features/leads/export-options.ts";
import { leadJson, leadPageJson } from "#features/leads/lead-json.ts";
import { pageParams } from "#features/leads/read-lead-page.ts";
import { PROBLEM_CONTENT_TYPE } from "#lib/problem.ts";
import { VERSION } from "#lib/version.ts";

const problemJson = z
  .looseObject({
    type: z.string().describe("A path of docs/api.md that explains the problem; it stays the same."),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
  })
  .meta({ id: "Problem" });

const filterProblem = z
  .object({
    code: z.enum(["unknown_field", "unknown_value", "no_value", "open_quote", "too_long"]),
    at: z.int().describe("Where in q it stands, in UTF-16 units."),
    length: z.int(),
    token: z.string(),
    field: z.string().optional(),
  })
  .meta({ id: "FilterProblem" });

const wrongParametersJson = z
  .looseObject({
    ...problemJson.shape,
    parameters: z.array(z.string()).describe("The parameters that say nothing."),
    problems: z.array(filterProblem).describe("What is wrong inside q."),
  })
  .meta({ id: "WrongParameters" });

/** The addresses of docs/api.md as an OpenAPI 3.1 document, made from the schemas that the code itself works with. */
export function openApiDocument(): Record<string, unknown> {
  return {
    openapi: "3.1.0",
    info: { title: "Buzón", version: VERSION, description: "Leads of Microsoft's commercial marketplace." },
    servers: [{ url: "/" }],
    tags: [{ name: "Sending leads" }, { name: "Reading leads" }],
    paths: {
      "/api/leads": { post: sendLead("query"), get: listLeads },
      "/api/leads/{key}": { post: sendLead("path") },
      "/api/leads/export": { get: exportLeads },
    },
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "A key from Settings > API keys; it begins with bz_." },
      },
      schemas: componentSchemas(),
    },
  };
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const problemAnswer = (description: string, name = "Problem") => ({
  description,
  content: { [PROBLEM_CONTENT_TYPE]: { schema: ref(name) } },
});

const sendLead = (keyIn: "query" | "path") => ({
  tags: ["Sending leads"],
  operationId: keyIn === "query" ? "sendLead" : "sendLeadByPath",
  summary: "Send a lead to an endpoint",
  security: [],
  parameters: [
    { name: "key", in: keyIn, required: true, schema: { type: "string" }, description: "The endpoint's key." },
  ],
  requestBody: { required: true, content: { "application/json": { schema: ref("LeadPayload") } } },
  responses: {
    200: { description: "Complete and committed.", content: { "application/json": { schema: ref("Accepted") } } },
    400: problemAnswer("No JSON, empty, or broken compression. Kept where the body was complete."),
    401: problemAnswer("The key opens no endpoint."),
    405: problemAnswer("Leads are sent with POST."),
    413: problemAnswer("More than 256 KiB. The beginning is kept."),
    422: problemAnswer("JSON, but no lead. Kept."),
    429: problemAnswer("More than the endpoint's rate; Retry-After says when to come again."),
    503: problemAnswer("The database does not answer; the same request may safely be sent again."),
  },
});

const refusals = {
  400: problemAnswer("A parameter says nothing; problems names the places in q.", "WrongParameters"),
  401: problemAnswer("No key, or one that is unknown or revoked."),
  403: problemAnswer("Only administrators and editors may take leads out."),
  429: problemAnswer("Too many requests; Retry-After says when to come again."),
};

const filterParameter = {
  name: "q",
  in: "query",
  schema: { type: "string", maxLength: 12_000 },
  description: "The filter, as the inbox writes it: action:contact country:DE,AT received:7d -is:dnc",
};

const listLeads = {
  tags: ["Reading leads"],
  operationId: "listLeads",
  summary: "A page of the leads of a filter",
  security: [{ apiKey: [] }],
  parameters: [filterParameter, ...parametersOf(pageParams)],
  responses: {
    200: { description: "The leads.", content: { "application/json": { schema: ref("LeadPage") } } },
    ...refusals,
  },
};

const file = { schema: { type: "string", contentEncoding: "binary" } };

const exportLeads = {
  tags: ["Reading leads"],
  operationId: "exportLeads",
  summary: "All leads of a filter as a file",
  security: [{ apiKey: [] }],
  parameters: [filterParameter, ...parametersOf(exportParams)],
  responses: {
    200: {
      description: "The file. A connection that ends early means that it is not complete.",
      headers: {
        "Buzon-Export": { schema: { type: "string", format: "uuid" }, description: "What the export is called." },
      },
      content: {
        "text/csv": { schema: { type: "string" } },
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": file,
        "application/jsonl": { schema: { type: "string" } },
      },
    },
    ...refusals,
    422: problemAnswer("More leads than a sheet has rows."),
  },
};

type JsonSchema = Record<string, unknown>;

function parametersOf(params: z.ZodObject): JsonSchema[] {
  const { properties = {} } = z.toJSONSchema(params, { io: "output" });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = typeof property === "object" ? property : {};
    return { name, in: "query", required: false, schema, description };
  });
}

/** By the names they have among the components, so that they point at each other there. */
function componentSchemas(): JsonSchema {
  const named = z.registry<{ id: string }>();
  for (const schema of [
    leadJson,
    leadPageJson,
    leadPayload,
    acceptedJson,
    problemJson,
    filterProblem,
    wrongParametersJson,
  ]) {
    const id = schema.meta()?.id;
    if (id) named.add(schema, { id });
  }
  // "input": answers may have more keys one day, so nobody should count on there being no others.
  const { schemas } = z.toJSONSchema(named, { io: "input", uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([name, { $schema, $id, ...schema }]) => [name, schema]));
}
