import fc from "fast-check";
import { readSheet } from "read-excel-file/node";
import { describe, expect, test } from "vitest";
import { ByteWriter } from "#lib/byte-writer.ts";
import { MAX_SHEET_ROWS, sheetRows } from "#lib/sheet-rows.ts";
import { xlsx } from "#lib/xlsx.ts";

describe("an XLSX file, opened by another library", () => {
  const AWKWARD = [
    "+34 600 111 222",
    "0034600111222",
    "007",
    "12345678901234567890",
    '=HYPERLINK("http://evil.example")',
    "@SUM(1,1)",
    "1/2/2026",
    "true",
    "<b>bold</b> & \"quoted\" 'text' ]]>",
    "first\nsecond\r\nthird\rfourth\ttab",
    "  spaces  ",
    "\n",
    "مرحبا بالعالم",
    "עברית English עברית",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "\ufeffmark",
    "é".repeat(300),
    "_x0041_ and _x00e9_ and _x_",
    "\ufffd",
  ];

  test("holds every text as it was, and none of them became a number, a date or a formula", async () => {
    const rows = AWKWARD.map((text, index) => [String(index), text]);
    expect(await reopened(["n", "text"], rows)).toEqual([["n", "text"], ...rows]);
  });

  test("holds any other text too", async () => {
    const text = fc.string({ unit: "binary" }).map((any) => any.toWellFormed());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), async (rows) => {
        expect((await reopened(["a", "b"], [...rows, ["end", "end"]])).slice(1, -1)).toEqual(rows);
      }),
      { numRuns: 50 },
    );
  });

  test("holds characters that XML cannot as their codes, as spreadsheets write them", async () => {
    const xml = sheetXml(["a"], [["\u0001\u001f\ufffe\uffff"]]);
    expect(xml).toContain(">_x0001__x001F__xFFFE__xFFFF_</t>");
    expect(await reopened(["a"], [["bell \u0007"]])).toEqual([["a"], ["bell \u0007"]]);
  });

  test("leaves out empty cells, and keeps the others in their columns", async () => {
    const columns = Array.from({ length: 30 }, (_, index) => `c${index}`);
    const row = columns.map((_, index) => (index % 7 === 0 ? String(index) : ""));
    expect(await reopened(columns, [row, ...[columns]])).toEqual([columns, row, columns]);
  });

  test("cuts a text that is longer than a cell can be, and shows that it did", async () => {
    const [, [cut = ""] = []] = await reopened(["a"], [[`${"x".repeat(32_765)}😀😀`]]);
    expect(cut).toHaveLength(32_766);
    expect(cut.endsWith("x…")).toBe(true);
    expect((await reopened(["a"], [["é".repeat(32_767)]]))[1]?.[0]).toHaveLength(32_767);
  });
});

test("a sheet never has more rows than Excel opens", () => {
  const out = new ByteWriter();
  const sheet = sheetRows(out);
  sheet.head(["a"]);
  const add = () => {
    sheet.boolean(true);
    sheet.endRow();
    out.length = 0;
  };
  for (let row = 2; row <= MAX_SHEET_ROWS; row += 1) add();
  expect(add).toThrow();
});

function sheetXml(columns: string[], rows: string[][]): string {
  const out = new ByteWriter();
  const sheet = sheetRows(out);
  sheet.head(columns);
  for (const row of rows) {
    for (const cell of row) sheet.text(Buffer.from(cell), 0, Buffer.byteLength(cell));
    sheet.endRow();
  }
  sheet.end();
  return out.take().toString();
}

/** Cells without text come as "". */
async function reopened(columns: string[], rows: string[][]): Promise<string[][]> {
  const pieces: Buffer[] = [];
  const sheet = [Buffer.from(sheetXml(columns, rows))];
  for await (const piece of xlsx("Leads", sheet, new Date("2026-01-01T10:00:00Z"))) pieces.push(piece);
  const read = await readSheet(Buffer.concat(pieces), { trim: false });
  return read.map((row) => row.map((cell) => (cell === null ? "" : textOf(cell))));
}

function textOf(cell: unknown): string {
  if (typeof cell !== "string") throw new Error(`A cell that is not text: ${String(cell)}`);
  return cell;
}
