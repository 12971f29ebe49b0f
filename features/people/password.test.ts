import { expect, it } from "vitest";
import { hashPassword, verifyPassword } from "#features/people/password.ts";

it("compares every character, also beyond the 72 bytes at which other hashes stop", async () => {
  const long = "correct horse battery staple ".repeat(4);
  const hash = await hashPassword(`${long}a`);
  expect(await verifyPassword(hash, `${long}a`)).toBe(true);
  expect(await verifyPassword(hash, `${long}b`)).toBe(false);
});

it.each(["  spaces around  ", "contraseña ñandú", "🗝️🗝️🗝️🗝️", "nul\0byte in it"])("keeps %j as it is", async (password) => {
  const hash = await hashPassword(password);
  expect(await verifyPassword(hash, password)).toBe(true);
  expect(await verifyPassword(hash, password.trim().slice(0, -1))).toBe(false);
});

it("never lets somebody in who has no password", async () => {
  expect(await verifyPassword(null, "")).toBe(false);
});

it("finishes what waits, however much there is at once", async () => {
  const hash = await hashPassword("the one and only");
  const tries = Array.from({ length: 12 }, (_, index) => verifyPassword(hash, index === 7 ? "the one and only" : "x"));
  expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
});
