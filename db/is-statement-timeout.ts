import postgres from "postgres";

/** A statement took longer than it may: https://www.postgresql.org/docs/current/errcodes-appendix.html, query_canceled. */
export function isStatementTimeout(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause instanceof postgres.PostgresError && cause.code === "57014";
}
