import { expect, test } from "vitest";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import { editRows, filledRows, startRows } from "./editor-rows.ts";

const field = (name: string, required = false): TargetField => ({ name, label: name, type: "string", required });
const row = (target: string): MappingRow => ({ target, value: [{ kind: "text", text: target }], fallback: [] });

test("required fields come first, also those that nothing fills yet", () => {
  const { rows } = startRows(
    [row("city"), row("subject")],
    [field("city"), field("lastname", true), field("subject", true)],
  );

  expect(rows.map(({ target }) => target)).toEqual(["lastname", "subject", "city"]);
  expect(filledRows(rows).map(({ target }) => target)).toEqual(["subject", "city"]);
});

test("a field that is added stands last, and is where typing goes on", () => {
  const state = editRows(startRows([row("city")], [field("city"), field("fax")]), { type: "add", target: "fax" });

  expect(state.rows.map(({ target }) => target)).toEqual(["city", "fax"]);
  expect(state.added).toBe("fax");
  expect(editRows(state, { type: "add", target: "fax" }).rows).toHaveLength(2);
});

test("a filled row takes the place of the one that is there, and stands last where there is none", () => {
  const start = startRows([row("city"), row("fax")], []);
  const filled: MappingRow = { target: "city", value: [], fallback: [{ kind: "text", text: "-" }] };

  expect(editRows(start, { type: "put", row: filled }).rows).toEqual([filled, row("fax")]);
  expect(editRows(start, { type: "put", row: row("zip") }).rows).toEqual([row("city"), row("fax"), row("zip")]);
});

test("a row that nothing fills is not kept", () => {
  const emptied = editRows(startRows([row("city"), row("fax")], []), {
    type: "change",
    row: { target: "fax", value: [], fallback: [] },
  });

  expect(filledRows(emptied.rows)).toEqual([row("city")]);
});
