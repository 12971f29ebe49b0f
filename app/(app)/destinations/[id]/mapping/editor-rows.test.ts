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
});

test("a row that nothing fills is not kept", () => {
  const emptied = editRows(startRows([row("city"), row("fax")], []), {
    type: "change",
    row: { target: "fax", value: [], fallback: [] },
  });

  expect(filledRows(emptied.rows)).toEqual([row("city")]);
});
