import { getRawBody } from "#features/leads/raw-body.ts";
import { getSession } from "#features/people/require-session.ts";

export const dynamic = "force-dynamic";

/** The request a lead was read from, byte for byte, as a download. */
export async function GET(_request: Request, { params }: { params: Promise<{ number: string }> }): Promise<Response> {
  const session = await getSession();
  const number = Number((await params).number);
  const raw = session && Number.isSafeInteger(number) ? await getRawBody(session, number) : null;
  if (!raw) return new Response(null, { status: session ? 404 : 401 });
  return new Response(new Uint8Array(raw.bytes), {
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename="lead-${number}.json"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
