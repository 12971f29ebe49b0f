/** An RFC 9457 problem: what a program reads when a request is refused. */
export type Problem = {
  /** A path of docs/api.md that explains the problem. */
  type: string;
  title: string;
  status: number;
  detail: string;
  [extension: string]: unknown;
};

export const PROBLEM_CONTENT_TYPE = "application/problem+json";

/** `code` is the anchor in docs/api.md; it stays the same for ever, the words may change. */
export function problem(
  code: string,
  status: number,
  title: string,
  detail: string,
  extensions: Record<string, unknown> = {},
): Problem {
  return { type: `/docs/api#${code}`, title, status, detail, ...extensions };
}
