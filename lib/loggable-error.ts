import { errorCode } from "#lib/error-code.ts";

export type LoggableError = { type: string; message: string; code?: string; stack?: string };

/**
 * The error as a log may hold it. A failed query carries its parameters in its message and its stack, and Postgres quotes
 * values in its own, so of those only the statement, the code and the places in our code are kept.
 */
export function loggableError(error: unknown): LoggableError {
  if (!(error instanceof Error)) return { type: typeof error, message: "not an Error" };
  const code = errorCode(error) ?? errorCode(error.cause);
  const kept = { type: error.name, ...(code && { code }) };
  if (!isOfQuery(error)) return { ...kept, message: error.message, stack: error.stack };
  const places = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  const statement = "query" in error && typeof error.query === "string" ? error.query : "";
  return { ...kept, message: `Failed query: ${statement}`, stack: places?.join("\n") };
}

/** Drizzle's DrizzleQueryError and postgres.js's PostgresError. */
function isOfQuery(error: Error): boolean {
  return "params" in error || error.name === "PostgresError";
}
