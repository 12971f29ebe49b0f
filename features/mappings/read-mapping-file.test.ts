import { expect, test } from "vitest";
import { readMappingFile } from "#features/mappings/read-mapping-file.ts";

const row = { target: "lastname", value: [{ kind: "field", field: "last_name" }], fallback: [] };
const file = (rows: unknown[], format = "buzon-mapping/1") => JSON.stringify({ format, connector: "dynamics", rows });

test("an exported mapping comes back as it was", () => {
  expect(readMappingFile(file([row]))).toEqual({ ok: true, connector: "dynamics", rows: [row] });
});

test.each([
  ["{", { ok: false, code: "not_json" }],
  ["null", { ok: false, code: "not_a_mapping" }],
  [file([], "buzon-mapping/9"), { ok: false, code: "not_a_mapping" }],
  [
    file([row, { ...row, target: "x", value: [{ kind: "field", field: "last_name", transform: "shout" }] }]),
    { ok: false, code: "bad_row", row: 2, target: "x", place: "value.0.transform" },
  ],
  [file([{ ...row, colour: "red" }]), { ok: false, code: "bad_row", row: 1, target: "lastname", place: "" }],
  [file([row, row]), { ok: false, code: "mapped_twice", target: "lastname" }],
])("what is wrong with %j is named", (text, expected) => {
  expect(readMappingFile(text)).toEqual(expected);
});
