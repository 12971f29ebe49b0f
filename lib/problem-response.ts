import { PROBLEM_CONTENT_TYPE, type Problem, problem } from "#lib/problem.ts";

/** The answer to a request that is refused; `code` is the anchor in docs/api.md. */
export function problemResponse(
  status: number,
  code: string,
  title: string,
  detail: string,
  { headers = {}, ...extensions }: { headers?: Record<string, string> } & Partial<Problem> = {},
): Response {
  return Response.json(problem(code, status, title, detail, extensions), {
    status,
    headers: { "content-type": PROBLEM_CONTENT_TYPE, "cache-control": "no-store", ...headers },
  });
}
