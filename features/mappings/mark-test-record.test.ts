import { expect, test } from "vitest";
import type { TargetField } from "#connectors/connector.ts";
import { markTestRecord } from "#features/mappings/mark-test-record.ts";

const ID = "0198f3c2-7a10-7c4e-9f55-3a1d2b4c5e6f";
const field = (name: string, given: Partial<TargetField> = {}): TargetField => ({
  name,
  label: name,
  type: "string",
  required: false,
  ...given,
});

test("the mark stands before the first text that the destination requires", () => {
  const fields = [
    field("lastname"),
    field("rating", { type: "choice", required: true }),
    field("subject", { required: true }),
  ];
  const values = { lastname: "Lovelace", rating: "Hot", subject: "Install: Analytics" };
  expect(markTestRecord(values, fields, ID)).toEqual({ ...values, subject: "TEST Install: Analytics" });
});

test.each([
  [{ title: "Engineer", firstname: "Ada", lastname: "Lovelace" }, "lastname"],
  [{ jobtitle: "Engineer", topic: "Install" }, "topic"],
  [{ body: "Hello", full_name: "Ada Lovelace" }, "full_name"],
  [{ body: "Hello" }, "body"],
])("else before what a record is called: %j", (values, marked) => {
  const fields = Object.keys(values).map((name) => field(name));
  expect(markTestRecord(values, fields, ID)).toMatchObject({ [marked]: expect.stringMatching(/^TEST /) });
  expect(markTestRecord(values, [], ID)).toMatchObject({ [marked]: expect.stringMatching(/^TEST /) });
});

test("a marked text still fits its field", () => {
  const marked = markTestRecord({ lastname: "Hohenstein-Ritter" }, [field("lastname", { maxLength: 10 })], ID);
  expect(marked).toEqual({ lastname: "TEST Hohe…" });
});

test("an e-mail address becomes nobody's, so that no real record is found by it", () => {
  const fields = [field("email", { required: true }), field("lastname")];
  expect(markTestRecord({ email: "ada@fabrikam.example", lastname: "Lovelace" }, fields, ID)).toEqual({
    email: "test-3a1d2b4c5e6f@example.com",
    lastname: "TEST Lovelace",
  });
});

test("without a text there is nothing to mark", () => {
  const fields = [field("email", { type: "email" }), field("size", { type: "int" })];
  expect(markTestRecord({ email: "ada@fabrikam.example", size: 3 }, fields, ID)).toBeNull();
});
