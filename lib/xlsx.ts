import { type ZipEntry, zip } from "#lib/zip.ts";

/** An XLSX file with one sheet, made while it is read; `sheet` is what sheet-rows.ts writes. */
export function xlsx(sheetName: string, sheet: ZipEntry["content"], now: Date): AsyncGenerator<Buffer, void, void> {
  const parts = workbookParts(sheetName).map(([path, xml]) => ({ path, content: [Buffer.from(DECLARATION + xml)] }));
  return zip([...parts, { path: SHEET_PATH, content: sheet }], now);
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const SHEET_PATH = "xl/worksheets/sheet1.xml";

/** What stands beside the sheet: path and content. */
function workbookParts(sheetName: string): [path: string, xml: string][] {
  const type = (path: string, kind: string) =>
    `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const relations = (...each: string[]) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${each.join("")}</Relationships>`;
  return [
    [
      "[Content_Types].xml",
      `<Types xmlns="${PACKAGE}/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `<Default Extension="xml" ContentType="application/xml"/>${type("xl/workbook.xml", "sheet.main")}` +
        `${type(SHEET_PATH, "worksheet")}${type("xl/styles.xml", "styles")}</Types>`,
    ],
    ["_rels/.rels", relations(relation(1, "officeDocument", "xl/workbook.xml"))],
    [
      "xl/workbook.xml",
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
        `<sheet name="${sheetName}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      relations(relation(1, "worksheet", "worksheets/sheet1.xml"), relation(2, "styles", "styles.xml")),
    ],
    ["xl/styles.xml", STYLES],
  ];
}

/** Number format 49 is Text. */
const STYLES =
  `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  '<cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>';
