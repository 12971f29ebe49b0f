import { isReady } from "#features/health/is-ready.ts";

export const dynamic = "force-dynamic";

/** Whether this instance should get traffic: 503 while its database is away. */
export async function GET(): Promise<Response> {
  const ready = await isReady();
  return Response.json(
    { status: ready ? "ready" : "database_unavailable" },
    { status: ready ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
