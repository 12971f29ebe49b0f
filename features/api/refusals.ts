import type { CallerResult } from "#features/api/find-caller.ts";
import type { FilterProblem } from "#features/leads/parse-filter.ts";
import { problemResponse } from "#lib/problem-response.ts";

/** Why a program may not read leads: docs/api.md. */
export function refuseCaller(refused: Exclude<CallerResult, { ok: true }>): Response {
  switch (refused.code) {
    case "not_signed_in":
      return problemResponse(401, refused.code, "Not signed in", "Send an API key: Authorization: Bearer bz_…", {
        headers: { "www-authenticate": 'Bearer realm="leads"' },
      });
    case "unknown_api_key":
      return problemResponse(401, refused.code, "Unknown API key", "The key is not known, or it was revoked.", {
        headers: { "www-authenticate": 'Bearer realm="leads", error="invalid_token"' },
      });
    case "export_not_allowed":
      return problemResponse(403, refused.code, "Not allowed", "Only administrators and editors may export leads.");
    case "rate_limited":
      return problemResponse(429, refused.code, "Too many requests", "Send this again after Retry-After seconds.", {
        headers: { "retry-after": String(Math.max(1, Math.ceil(refused.waitMs / 1000))) },
      });
  }
}

/** Which parameters say nothing, and where in the filter. */
export function wrongParameters(
  { parameters, problems }: { parameters: string[]; problems: FilterProblem[] },
  consequence: string,
): Response {
  const detail = `These parameters have values Buzón does not know: ${parameters.join(", ")}. ${consequence}`;
  return problemResponse(400, "wrong_parameters", "Wrong parameters", detail, { parameters, problems });
}
