import { openApiDocument } from "#features/api/openapi.ts";

/** What programs can ask, for tools: docs/api.md says it for people. */
export function GET(): Response {
  return Response.json(openApiDocument());
}
