import { printParseErrorCode, visit } from "jsonc-parser";

export type JsonProblem = { ok: false; code: string; line?: number; column?: number };

/**
 * Parses JSON and, where that fails, finds the first place that is wrong: `line` and `column` count from 1, `code` is
 * one of jsonc-parser's in snake case (comma_expected, invalid_symbol, ...).
 */
export function parseJson(text: string): { ok: true; value: unknown } | JsonProblem {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return findProblem(text);
  }
}

export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function findProblem(text: string): JsonProblem {
  if (nestingDepth(text) > MAX_DEPTH) return { ok: false, code: "nested_too_deeply" };

  const problems: JsonProblem[] = [];
  visit(
    text,
    {
      onError: (code, _offset, _length, line, column) => {
        problems.push({ ok: false, code: snakeCase(printParseErrorCode(code)), line: line + 1, column: column + 1 });
      },
    },
    { disallowComments: true },
  );
  return problems[0] ?? { ok: false, code: "invalid_json" };
}

/** jsonc-parser calls itself for every level, so a body of 100,000 brackets would exhaust the stack. */
const MAX_DEPTH = 500;

/** How many brackets are open at once; those inside strings count too, which only makes the answer less exact. */
function nestingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of text.matchAll(/[[{\]}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, "_$&").toLowerCase();
}
