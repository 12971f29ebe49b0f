import { type SQL, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { db, openPool, sqlPool } from "#db/client.ts";
import { copiedRows } from "#db/copied-rows.ts";
import { copyRows } from "#db/copy-rows.ts";
import { inlineLiterals } from "#db/inline-literals.ts";
import { useTestDatabase } from "#db/test-database.ts";

useTestDatabase();

let pool: ReturnType<typeof openPool>;
beforeAll(() => {
  pool = openPool({ max: 1, name: "test copies", statementTimeoutMs: 0 });
});

async function bytesOf(query: SQL): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of copyRows(pool, sqlPool(), inlineLiterals(query))) pieces.push(piece);
  return Buffer.concat(pieces);
}

function read(pieces: Buffer[], fieldCount: number): (string | null)[][] {
  const rows: (string | null)[][] = [];
  const take = copiedRows(fieldCount, (bytes, starts, ends) => {
    rows.push([...starts].map((start, field) => (start < 0 ? null : bytes.toString("utf8", start, ends[field]))));
  });
  for (const piece of pieces) take(piece);
  return rows;
}

test("every row is read, wherever the bytes are cut", async () => {
  const bytes = await bytesOf(
    sql`select n::text, null::text, repeat('é', n), '' from generate_series(1, 30) as each (n) order by each.n`,
  );
  const expected = Array.from({ length: 30 }, (_, index) => [String(index + 1), null, "é".repeat(index + 1), ""]);
  expect(read([bytes], 4)).toEqual(expected);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 40 }), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
      expect(read(pieces, 4)).toEqual(expected);
    }),
  );
});

test("the connection works on, also where the last row filled every buffer", async () => {
  for (let length = 10_000; length <= 300_000; length += 10_000) {
    const copied = bytesOf(sql`select repeat('x', ${length}::int) from generate_series(1, 3)`);
    expect((await copied).length).toBeGreaterThan(3 * length);
    expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
  }
});

test("nothing found is no row", async () => {
  expect(read([await bytesOf(sql`select 'x' where false`)], 1)).toEqual([]);
});

test("a value written into the text of a query is the value, whatever it holds", async () => {
  const anyText = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", ""));
  const awkward = ["'", "\\", "\\'", "''; drop table leads; --", "$1", "$$", "E'\\n'", "\n", "%s", '"', "\\\\'"];
  await fc.assert(
    fc.asyncProperty(fc.oneof(anyText, fc.constantFrom(...awkward)), async (text) => {
      expect(read([await bytesOf(sql`select ${text}::text, ${text.length}::text, ${true}::text`)], 3)).toEqual([
        [text, String(text.length), "true"],
      ]);
    }),
  );
});

test("a value that is no text, number or truth is refused and not guessed", () => {
  expect(() => inlineLiterals(sql`select ${new Date()}`)).toThrow();
});

test("the text of a query means what its parameters mean", async () => {
  const query = sql`select (${"2026-01-05"}::date + ${3}::int)::text as a, ${null}::text as b, 'a' in (${"a"}, ${"b\\"}) as c`;
  expect([...(await db.execute(query))]).toEqual([{ a: "2026-01-08", b: null, c: true }]);
  expect(read([await bytesOf(query)], 3)).toEqual([["2026-01-08", null, "\u0001"]]);
});
