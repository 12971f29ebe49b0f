import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#db/client.ts";
import { createUser, createWorkspace } from "#db/factories.ts";
import { signInThrottles, users } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { checkPassword } from "#features/people/check-password.ts";
import { hashPassword } from "#features/people/password.ts";

useTestDatabase();

const PASSWORD = "a short sentence";
const HOME = "192.0.2.1";

let email: string;
let userId: string;

beforeEach(async () => {
  await db.delete(signInThrottles);
  const workspace = await createWorkspace();
  ({ id: userId, email } = await createUser(workspace.id, { passwordHash: await hashPassword(PASSWORD) }));
});

/** As if so many seconds had gone by. */
async function pass(seconds: number): Promise<void> {
  const ago = sql`make_interval(secs => ${seconds}::int)`;
  await db.update(signInThrottles).set({
    waitUntil: sql`${signInThrottles.waitUntil} - ${ago}`,
    lastFailedAt: sql`${signInThrottles.lastFailedAt} - ${ago}`,
  });
}

/** Wrong passwords, each from an address of its own, so that only the account counts. */
async function failTimes(count: number, offset = 0): Promise<void> {
  for (let index = 0; index < count; index += 1) await checkPassword(email, "wrong", `198.51.100.${offset + index}`);
}

describe("a password", () => {
  it("says whose it is, however the address is written", async () => {
    expect(await checkPassword(` ${email.toUpperCase()} `, PASSWORD, HOME)).toEqual({ ok: true, userId });
  });

  it("gets one and the same answer when it is wrong, when nobody has the address, and when the user is disabled", async () => {
    const wrong = await checkPassword(email, "wrong", HOME);
    const unknown = await checkPassword("nobody@northwind.example", PASSWORD, HOME);
    await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, userId));
    const disabled = await checkPassword(email, PASSWORD, HOME);
    expect(wrong).toEqual({ ok: false, code: "wrong" });
    expect(unknown).toEqual(wrong);
    expect(disabled).toEqual(wrong);
  });

  it("is not looked at when it is absurdly long", async () => {
    expect(await checkPassword(email, "x".repeat(1_000_000), HOME)).toEqual({ ok: false, code: "wrong" });
  });
});

describe("guessing", () => {
  it("is free five times, then each try doubles the wait", async () => {
    await failTimes(5);
    const waits: number[] = [];
    for (let index = 0; index < 4; index += 1) {
      const refused = await checkPassword(email, "wrong", `203.0.113.${index}`);
      if (refused.ok || refused.code !== "throttled") throw new Error("expected to be throttled");
      waits.push(refused.retryAfterSeconds);
      await pass(refused.retryAfterSeconds);
      await checkPassword(email, "wrong", `203.0.113.${index}`);
    }
    expect(waits).toEqual([1, 2, 4, 8]);
  });

  it("never makes anybody wait longer than a quarter of an hour", async () => {
    await failTimes(5);
    for (let index = 0; index < 14; index += 1) {
      await pass(15 * 60);
      await failTimes(1, 100 + index);
    }
    expect(await checkPassword(email, PASSWORD, HOME)).toMatchObject({ code: "throttled", retryAfterSeconds: 15 * 60 });
  });

  it("does not lock the owner out: after the wait the right password works, and the count begins anew", async () => {
    await failTimes(8);
    expect(await checkPassword(email, PASSWORD, HOME)).toMatchObject({ code: "throttled" });
    await pass(15 * 60);
    expect(await checkPassword(email, PASSWORD, HOME)).toEqual({ ok: true, userId });
    await failTimes(4);
    expect(await checkPassword(email, PASSWORD, HOME)).toEqual({ ok: true, userId });
  });

  it("gets no further with a thousand tries at once", async () => {
    const tries = Array.from({ length: 1000 }, (_, index) =>
      checkPassword(email, `guess ${index}`, `198.51.${index >> 8}.${index & 255}`),
    );
    const answers = await Promise.all(tries);
    expect(answers.filter((answer) => !answer.ok && answer.code === "wrong").length).toBeLessThanOrEqual(6);
  });

  it("is slowed down by address too, when every try is about another account", async () => {
    for (let index = 0; index < 10; index += 1) await checkPassword(`person${index}@northwind.example`, "spring", HOME);
    expect(await checkPassword("one.more@northwind.example", "spring", HOME)).toMatchObject({ code: "throttled" });
  });

  it("is not helped by signing in to an account of one's own in between", async () => {
    for (let index = 0; index < 10; index += 1) await checkPassword(`person${index}@northwind.example`, "spring", HOME);
    await pass(1);
    expect(await checkPassword(email, PASSWORD, HOME)).toMatchObject({ ok: true });
    expect(await checkPassword("one.more@northwind.example", "spring", HOME)).toMatchObject({ code: "throttled" });
  });

  it("is forgotten after a day", async () => {
    await failTimes(9);
    await pass(24 * 60 * 60 + 1);
    await failTimes(4);
    expect(await checkPassword(email, PASSWORD, HOME)).toEqual({ ok: true, userId });
  });

  it("leaves no address behind that could be read", async () => {
    await failTimes(1);
    const rows = await db.select({ key: signInThrottles.key }).from(signInThrottles);
    expect(rows.length).toBeGreaterThan(0);
    for (const { key } of rows) expect(key).not.toMatch(/@|198/);
  });
});
