import { listFieldOptions } from "#features/leads/filter-options.ts";
import { FILTER_FIELDS, isListedField } from "#features/leads/lead-filter.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";
import { getSession } from "#features/people/require-session.ts";

/**
 * The values of a field (`field`, and `of` a destination) beside the filter `q`, with counts, for whoever is choosing one.
 * A route and no action: the browser drops the question when the next letter is typed.
 */
export async function GET(request: Request): Promise<Response> {
  const session = await getSession();
  if (!session) return new Response(null, { status: 401 });
  const { searchParams } = new URL(request.url);
  const field = FILTER_FIELDS.find((one) => one === searchParams.get("field"));
  if (!field || !isListedField(field)) return new Response(null, { status: 400 });

  const { filter } = parseFilter(searchParams.get("q") ?? "");
  const of = searchParams.get("of") ?? undefined;
  return Response.json(await listFieldOptions(session, filter, { field, of }, new Date()));
}
