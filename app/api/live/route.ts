import { z } from "zod";
import { parseFilter } from "#features/leads/parse-filter.ts";
import { countNewer } from "#features/live/count-newer.ts";
import { liveStream } from "#features/live/live-stream.ts";
import { peekSession } from "#features/people/peek-session.ts";

export const dynamic = "force-dynamic";

const asked = z.object({ q: z.string().catch(""), since: z.coerce.number().int().min(0).catch(0) });

/**
 * What is new, for our own pages. A browser that asks for `text/event-stream` is told as it happens; any other question
 * is answered at once: how many leads of the filter `q` came after the one of the number `since`.
 */
export async function GET(request: Request): Promise<Response> {
  const session = await peekSession(request);
  if (!session) return new Response(null, { status: 401 });

  if (!request.headers.get("accept")?.includes("text/event-stream")) {
    const { q, since } = asked.parse(Object.fromEntries(new URL(request.url).searchParams));
    const newer = await countNewer(session, parseFilter(q).filter, since, new Date());
    return Response.json(newer, { headers: { "cache-control": "private, no-store" } });
  }
  const stream = liveStream(session, request.signal);
  // So many windows have a stream already: this one asks every now and then.
  if (!stream) return new Response(null, { status: 429 });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // Without no-transform Next compresses, and what is being compressed waits to be sent.
      "cache-control": "private, no-store, no-transform",
      // The same wish for nginx.
      "x-accel-buffering": "no",
    },
  });
}
