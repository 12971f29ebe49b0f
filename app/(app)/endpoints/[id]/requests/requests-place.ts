import { z } from "zod";
import { REQUEST_RESULTS } from "#features/endpoints/request-result.ts";

const word = z.string().max(100).optional().catch(undefined);

const place = z.object({
  result: z.enum(REQUEST_RESULTS).optional().catch(undefined),
  before: word,
  after: word,
  /** The one that is open in the panel. */
  request: word,
});

export type RequestsPlace = z.infer<typeof place>;

/** What of the requests is looked at; values that say nothing are passed over. */
export function readRequestsPlace(params: Record<string, string | string[] | undefined>): RequestsPlace {
  return place.parse(params);
}

export function requestsHref(endpointId: string, to: RequestsPlace): string {
  const params = new URLSearchParams();
  for (const key of ["result", "before", "after", "request"] as const) {
    const value = to[key];
    if (value) params.set(key, value);
  }
  return `/endpoints/${endpointId}/requests${params.size > 0 ? `?${params}` : ""}`;
}
