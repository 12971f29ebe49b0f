import { expect, test } from "vitest";
import {
  COLUMNS,
  moveColumn,
  parseColumns,
  USUAL_COLUMNS,
  withColumn,
  writeColumns,
} from "#features/leads/list-columns.ts";

test("an address without columns shows the usual ones, and the usual ones need no address", () => {
  expect(parseColumns(undefined)).toEqual(USUAL_COLUMNS);
  expect(parseColumns("")).toEqual(USUAL_COLUMNS);
  expect(parseColumns(null)).toEqual(USUAL_COLUMNS);
  expect(writeColumns(USUAL_COLUMNS)).toBeUndefined();
});

test("columns come back from the address in the order they were put there", () => {
  for (const columns of [["received", "email", "action"], ["number"], COLUMNS, COLUMNS.toReversed()] as const) {
    expect(parseColumns(writeColumns(columns))).toEqual(columns);
  }
});

test("a list of names alone has an address of its own", () => {
  expect(parseColumns(writeColumns([]))).toEqual([]);
});

test("what is no column is left out, and a column stands there once", () => {
  expect(parseColumns("email,<b>,email, phone ,wings")).toEqual(["email", "phone"]);
  expect(parseColumns(["email", "phone,number"])).toEqual(["email", "phone", "number"]);
  expect(parseColumns("wings")).toEqual(USUAL_COLUMNS);
});

test("a column that is ticked comes last, and goes when it is ticked off", () => {
  expect(withColumn(["action", "email"], "number", true)).toEqual(["action", "email", "number"]);
  expect(withColumn(["action", "email"], "action", false)).toEqual(["email"]);
});

test("a column moves by one place and stays within the list", () => {
  expect(moveColumn(["action", "email", "phone"], "phone", -1)).toEqual(["action", "phone", "email"]);
  expect(moveColumn(["action", "email", "phone"], "action", 1)).toEqual(["email", "action", "phone"]);
  expect(moveColumn(["action", "email"], "action", -1)).toEqual(["action", "email"]);
  expect(moveColumn(["action", "email"], "number", 1)).toEqual(["action", "email"]);
});
