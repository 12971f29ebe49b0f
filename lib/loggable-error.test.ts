import { expect, test } from "vitest";
import { loggableError } from "#lib/loggable-error.ts";

/** As drizzle-orm and postgres.js make them. */
function failedQuery() {
  const cause = Object.assign(new Error('invalid input syntax for type integer: "ada@fabrikam.example"'), {
    name: "PostgresError",
    code: "22P02",
  });
  const error = new Error("Failed query: select $1::int\nparams: ada@fabrikam.example", { cause });
  return Object.assign(error, { query: "select $1::int", params: ["ada@fabrikam.example"] });
}

test("a failed query is logged without the values it was about", () => {
  const error = failedQuery();
  for (const logged of [loggableError(error), loggableError(error.cause)]) {
    expect(JSON.stringify(logged)).not.toContain("ada@");
    expect(logged.code).toBe("22P02");
    expect(logged.stack).toContain("loggable-error.test.ts");
  }
  expect(loggableError(error).message).toBe("Failed query: select $1::int");
});

test("every other error keeps its message", () => {
  expect(loggableError(new TypeError("no"))).toMatchObject({ type: "TypeError", message: "no" });
  expect(loggableError("thrown")).toEqual({ type: "string", message: "not an Error" });
});
