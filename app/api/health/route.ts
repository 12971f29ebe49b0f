export const dynamic = "force-dynamic";

/** Whether the process answers. Never touches the database: a restart would not bring that back. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } });
}
