import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";

/**
 * The query as one text with its values written into it, for commands that take no parameters (COPY, EXPLAIN). A quoted
 * literal has no type until Postgres finds one for it, like a parameter, so both mean the same.
 */
export function inlineLiterals(query: SQL): string {
  return dialect.sqlToQuery(query).sql;
}

class LiteralDialect extends PgDialect {
  override escapeParam(_index: number, value?: unknown): string {
    return literal(value);
  }
}

const dialect = new LiteralDialect();

/** As libpq's PQescapeLiteral writes it: right whatever `standard_conforming_strings` says. */
function literal(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "number" || typeof value === "boolean") return `(${value})`;
  if (typeof value !== "string")
    throw new Error(`A value of a query is text, a number or a truth, not ${typeof value}`);
  const quoted = `'${value.replaceAll("'", "''")}'`;
  return value.includes("\\") ? ` E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}
