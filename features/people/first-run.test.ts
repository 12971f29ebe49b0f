import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#db/client.ts";
import { endpointKeys, endpoints, memberships, setupLinks, users, workspaces } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { acceptSetupLink, isSetupLinkValid } from "#features/people/accept-setup-link.ts";
import { checkPassword } from "#features/people/check-password.ts";
import { prepareFirstRun } from "#features/people/first-run.ts";
import { forgetEnv } from "#lib/env.ts";

useTestDatabase();

const TOM = {
  email: "Tom@Contoso.example",
  name: "Tom Whitfield",
  password: "a short sentence",
  timeZone: "Asia/Tokyo",
};

beforeEach(async () => {
  for (const table of [setupLinks, memberships, endpointKeys, endpoints, users, workspaces]) await db.delete(table);
  administrator({});
});

function administrator({ email = "", password = "" }): void {
  process.env.BUZON_ADMIN_EMAIL = email;
  process.env.BUZON_ADMIN_PASSWORD = password;
  forgetEnv();
}

async function tokenOfNewLink(): Promise<string> {
  const { setupUrl } = await prepareFirstRun();
  const token = new URL(setupUrl ?? "").searchParams.get("token");
  if (!token) throw new Error("expected a set-up link");
  return token;
}

describe("the first start", () => {
  it("makes an endpoint at once, so that leads are received before anybody has signed in", async () => {
    await prepareFirstRun();
    expect(await db.select({ name: endpoints.name }).from(endpoints)).toEqual([{ name: "All offers" }]);
  });

  it("prints a link at the public address", async () => {
    process.env.BUZON_URL = "https://leads.contoso.example/";
    forgetEnv();
    expect((await prepareFirstRun()).setupUrl).toMatch(/^https:\/\/leads\.contoso\.example\/setup\?token=[\w-]{43}$/);
    process.env.BUZON_URL = "";
    forgetEnv();
  });

  it("stores the link so that it cannot be read back", async () => {
    const token = await tokenOfNewLink();
    const [link] = await db.select({ tokenHash: setupLinks.tokenHash }).from(setupLinks);
    expect(link?.tokenHash.toString("base64url")).not.toBe(token);
  });

  it("repeated, replaces the link and makes nothing twice", async () => {
    const first = await tokenOfNewLink();
    const second = await tokenOfNewLink();
    expect(await isSetupLinkValid(first)).toBe(false);
    expect(await isSetupLinkValid(second)).toBe(true);
    expect(await db.select({ id: endpoints.id }).from(endpoints)).toHaveLength(1);
  });

  it("of several instances at once makes one workspace with one endpoint and one link", async () => {
    const instances = Array.from({ length: 5 });
    // Each has its connection by now, so that they really meet.
    await Promise.all(instances.map(() => db.transaction((tx) => tx.execute(sql`select 1`))));
    await Promise.all(instances.map(() => prepareFirstRun()));
    expect(await db.select({ id: workspaces.id }).from(workspaces)).toHaveLength(1);
    expect(await db.select({ id: endpoints.id }).from(endpoints)).toHaveLength(1);
    expect(await db.select({ at: setupLinks.createdAt }).from(setupLinks)).toHaveLength(1);
  });

  it("offers no link once there is somebody", async () => {
    await acceptSetupLink(await tokenOfNewLink(), TOM);
    expect(await prepareFirstRun()).toEqual({ setupUrl: null });
  });
});

describe("unattended set-up", () => {
  it("makes the administrator of the environment, who can sign in, and no link", async () => {
    administrator({ email: "ops@contoso.example", password: "from the environment" });
    expect(await prepareFirstRun()).toEqual({ setupUrl: null });
    expect(await checkPassword("ops@contoso.example", "from the environment", "192.0.2.1")).toMatchObject({ ok: true });
    expect(await db.select({ role: memberships.role }).from(memberships)).toEqual([{ role: "admin" }]);
  });

  it("changes nothing at later starts, also with another password in the environment", async () => {
    administrator({ email: "ops@contoso.example", password: "from the environment" });
    await prepareFirstRun();
    administrator({ email: "ops@contoso.example", password: "something different" });
    await prepareFirstRun();
    expect(await checkPassword("ops@contoso.example", "from the environment", "192.0.2.2")).toMatchObject({ ok: true });
  });

  it("refuses to start with a password that is too short, and says which variable it is", async () => {
    administrator({ email: "ops@contoso.example", password: "short" });
    await expect(prepareFirstRun()).rejects.toThrow("BUZON_ADMIN_PASSWORD");
  });
});

describe("the set-up link", () => {
  it("makes the administrator and gives the workspace their time zone", async () => {
    const accepted = await acceptSetupLink(await tokenOfNewLink(), TOM);
    expect(accepted.ok).toBe(true);
    const [user] = await db.select({ email: users.email }).from(users).where(eq(users.name, TOM.name));
    expect(user?.email).toBe("tom@contoso.example");
    expect(await db.select({ timeZone: workspaces.timeZone }).from(workspaces)).toEqual([{ timeZone: "Asia/Tokyo" }]);
  });

  it("makes one account when ten people use it at the same moment", async () => {
    const token = await tokenOfNewLink();
    const accepted = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        acceptSetupLink(token, { ...TOM, email: `person${index}@contoso.example` }),
      ),
    );
    expect(accepted.filter(({ ok }) => ok)).toHaveLength(1);
    expect(accepted.filter((result) => !result.ok && result.code === "link_invalid")).toHaveLength(9);
    expect(await db.select({ id: users.id }).from(users)).toHaveLength(1);
  });

  it("is not used up by looking at it or by a form with a mistake", async () => {
    const token = await tokenOfNewLink();
    expect(await isSetupLinkValid(token)).toBe(true);
    expect(await acceptSetupLink(token, { ...TOM, password: "short" })).toEqual({
      ok: false,
      code: "password_too_short",
    });
    expect(await acceptSetupLink(token, { ...TOM, email: "no address" })).toEqual({ ok: false, code: "email_invalid" });
    expect((await acceptSetupLink(token, TOM)).ok).toBe(true);
  });
});
