import { exportLeads } from "#features/leads/export-leads.ts";
import { parseExport } from "#features/leads/export-options.ts";
import { mayExportLeads } from "#features/leads/lead-rights.ts";
import { getSession } from "#features/people/require-session.ts";
import { PROBLEM_CONTENT_TYPE, problem } from "#lib/problem.ts";
import { toWebStream } from "#lib/web-stream.ts";

export const dynamic = "force-dynamic";

/** The leads of a filter as a CSV file: docs/api.md. */
export async function GET(request: Request): Promise<Response> {
  const session = await getSession();
  if (!session) return refuse(401, "not_signed_in", "Not signed in", "Sign in first; the file needs a session.");
  if (!mayExportLeads(session.role)) {
    return refuse(403, "export_not_allowed", "Not allowed", "Only administrators and editors may export leads.");
  }
  const { searchParams } = new URL(request.url);
  const asked = parseExport(
    Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)])),
  );
  if (!asked.ok) {
    const { parameters } = asked;
    const detail = `These parameters have values Buzón does not know: ${parameters.join(", ")}. Nothing was exported.`;
    return refuse(400, "wrong_parameters", "Wrong parameters", detail, { parameters });
  }

  const now = new Date();
  const file = await exportLeads(session, asked.filter, asked.options, now);
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: session.timeZone, dateStyle: "short" }).format(now);
  return new Response(toWebStream(file), {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="buzon-leads-${day}.csv"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

function refuse(status: number, code: string, title: string, detail: string, extensions = {}): Response {
  return Response.json(problem(code, status, title, detail, extensions), {
    status,
    headers: { "content-type": PROBLEM_CONTENT_TYPE, "cache-control": "no-store" },
  });
}
