import { expect, test } from "vitest";
import { foldText } from "#lib/fold.ts";

test.each([
  ["Ñúñez-Øster", "nunez-oster"],
  ["STRASSE", "strasse"],
  ["Straße", "strasse"],
  ["Łódź", "lodz"],
  ["Nguyễn Thị Hồng Nhung", "nguyen thi hong nhung"],
  ["İSTANBUL ılık", "istanbul ilik"],
  ["Ærø Œuvre Þór Đorđe", "aero oeuvre thor dorde"],
  ["ΑΘΉΝΑ Їжак", "αθηνα іжак"],
  ["  two \n lines  ", "two lines"],
  ["ｆｕｌｌ ｗｉｄｔｈ", "full width"],
])("%s is found as %s", (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test("what is a letter of its own in another script stays apart", () => {
  expect(foldText("がか")).toBe("がか");
  expect(foldText("株式会社")).toBe("株式会社");
  expect(foldText("한국")).toBe("한국");
});

test("folding twice changes nothing more", () => {
  for (const text of ["Ñúñez-Øster", "ß", "ﬀ", "İ"]) expect(foldText(foldText(text))).toBe(foldText(text));
});
