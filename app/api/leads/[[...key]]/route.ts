import type { NextRequest } from "next/server";
import { findCaller } from "#features/api/find-caller.ts";
import { refuseCaller, wrongParameters } from "#features/api/refusals.ts";
import { isReadRequest } from "#features/intake/is-read-request.ts";
import { type IntakeBody, receiveLead } from "#features/intake/receive-lead.ts";
import { parsePage, readLeadPage } from "#features/leads/read-lead-page.ts";
import { searchParamsOf } from "#lib/search-params.ts";

/** A page of the leads of a filter, for programs; with the key of an endpoint it is the endpoint that is asked. */
export async function GET(request: NextRequest): Promise<Response> {
  const { pathname, search } = request.nextUrl;
  if (!isReadRequest(request.method, pathname + search)) return handle(request);
  const found = await findCaller(request.headers);
  if (!found.ok) return refuseCaller(found);
  const asked = parsePage(searchParamsOf(request.url));
  if (!asked.ok) return wrongParameters(asked, "Nothing was read.");
  const page = await readLeadPage(found.caller, asked.page, new Date());
  return Response.json(page, { headers: { "cache-control": "private, no-store" } });
}

/** The endpoint wherever Next runs without server.ts, which otherwise hands these requests to the same function. */
async function handle(request: NextRequest): Promise<Response> {
  const { status, headers, body } = await receiveLead({
    method: request.method,
    url: request.nextUrl.pathname + request.nextUrl.search,
    header: (name) => request.headers.get(name),
    // Next writes the address of the connection here when no proxy has.
    remoteAddress: request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "",
    readBody: (maxBytes) => readBody(request, maxBytes),
  });
  return new Response(body === "" ? null : body, { status, headers });
}

export const dynamic = "force-dynamic";
export const POST = handle;
export const HEAD = handle;
export const PUT = handle;
export const PATCH = handle;
export const DELETE = handle;
export const OPTIONS = handle;

async function readBody(request: NextRequest, maxBytes: number): Promise<IntakeBody | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.body ?? []) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxBytes) return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), isWhole: false };
    }
  } catch {
    // The connection was cut: what the sender meant to say is not known.
    return null;
  }
  const stated = request.headers.get("content-length");
  return stated && length < Number(stated) ? null : { bytes: Buffer.concat(chunks), isWhole: true };
}
