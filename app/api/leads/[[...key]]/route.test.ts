import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { asc, eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { db } from "#db/client.ts";
import { createDelivery, createDestination, createLead, createUser, createWorkspace } from "#db/factories.ts";
import { auditEvents } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { openApiDocument } from "#features/api/openapi.ts";
import { createApiKey } from "#features/api-keys/create-api-key.ts";
import { addNote } from "#features/leads/add-note.ts";
import type { LeadPageJson } from "#features/leads/lead-json.ts";
import { GET as exportFile } from "../export/route.ts";
import { GET, POST } from "./route.ts";

useTestDatabase();
// Who is asking comes from a cookie through Next, which is not here.
vi.mock("#features/people/require-session.ts", () => ({ getSession: vi.fn(async () => null) }));

const START = Date.UTC(2026, 0, 1);

let workspaceId: string;
let userId: string;
let key: string;
beforeAll(async () => {
  ({ id: workspaceId } = await createWorkspace());
  ({ id: userId } = await createUser(workspaceId));
  key = await newKey();
  for (let index = 0; index < 7; index += 1) {
    // Two at the same time each, so that pages have to tell them apart.
    const receivedAt = new Date(START + Math.floor(index / 2) * 1000);
    const country = index % 2 === 0 ? { country: "ES", countryCode: "ES" } : {};
    await createLead(workspaceId, { receivedAt, ...country, ...(index === 6 && { ownerId: userId, tags: ["vip"] }) });
  }
});

async function newKey(): Promise<string> {
  const created = await createApiKey({ workspaceId, userId }, "Warehouse");
  if (!created.ok) throw new Error(created.code);
  return created.key;
}

function ask(query: string, headers: Record<string, string> = { authorization: `Bearer ${key}` }): Promise<Response> {
  return GET(new NextRequest(`http://localhost/api/leads${query}`, { headers }));
}

async function page(query: string): Promise<LeadPageJson> {
  return (await ask(query)).json();
}

describe("a page of leads", () => {
  test("is the filter's, the newest first", async () => {
    const { leads, next_cursor } = await page("?q=country:ES");
    expect(leads.map(({ number }) => number)).toEqual(["L-7", "L-5", "L-3", "L-1"]);
    expect(next_cursor).toBeNull();
    expect((await page("?q=country:ES&sort=received")).leads.map(({ number }) => number)).toEqual([
      "L-1",
      "L-3",
      "L-5",
      "L-7",
    ]);
  });

  test("leads to the next one and to every lead once, also while leads arrive", async () => {
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { leads, next_cursor }: LeadPageJson = await page(`?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...leads.map(({ number }) => number));
      cursor = next_cursor;
      if (seen.length === 2) await createLead(workspaceId, { receivedAt: new Date(START + 60_000), isTest: false });
    }
    expect(seen).toEqual(["L-7", "L-6", "L-5", "L-4", "L-3", "L-2", "L-1"]);
  });

  test("says of a lead what a JSON lines export says of it", async () => {
    const destination = await createDestination(workspaceId, { name: "CRM" });
    const lead = await createLead(workspaceId, { campaign: { utm_source: "x" }, message: 'a "quoted"\nline' });
    await createDelivery(workspaceId, { leadId: lead.id, destinationId: destination.id, state: "failed" });
    await addNote({ workspaceId, userId, role: "admin" }, lead.number, "Call @Ana Torres");

    const { leads } = await page(`?q=number:${lead.number}`);
    expect(leads).toMatchObject([
      {
        campaign: { utm_source: "x" },
        notes: [{ text: "Call @Ana Torres", author: "Ana Torres" }],
        forwarding: [{ destination: "CRM", connector: "webhook", state: "failed", delivered_at: null, url: null }],
      },
    ]);
    const columns = ["name", "email", "phone", "company", "title", "country", "offer", "action", "received", "status"];
    const groups = [...columns, "message", "notes", "forwarding"].map((group) => `columns=${group}`).join("&");
    const file = await exportFile(
      new Request(`http://localhost/api/leads/export?kind=jsonl&q=number:${lead.number}&${groups}`, {
        headers: { authorization: `Bearer ${key}` },
      }),
    );
    const { received_local, time_zone, ...line } = JSON.parse(await file.text());
    expect(line).toEqual(leads[0]);
  });

  test("is on record with the key that took it", async () => {
    await page("?q=tag:vip");
    const events = await db
      .select({ details: auditEvents.details, userId: auditEvents.userId })
      .from(auditEvents)
      .where(eq(auditEvents.action, "leads.read"))
      .orderBy(asc(auditEvents.id));
    expect(events.at(-1)).toMatchObject({ userId: null, details: { filter: "tag:vip", rows: 1 } });
  });
});

describe("what is refused", () => {
  test("no key and a wrong one, with a challenge that says which", async () => {
    const without = await ask("", {});
    expect(without.status).toBe(401);
    expect(without.headers.get("www-authenticate")).toBe('Bearer realm="leads"');
    const wrong = await ask("", { authorization: `Bearer ${key}x` });
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get("www-authenticate")).toContain('error="invalid_token"');
    expect((await ask("", { authorization: `Basic ${key}` })).status).toBe(401);
  });

  test("parameters that say nothing, each by name", async () => {
    for (const [query, parameters] of [
      ["?limit=201", ["limit"]],
      ["?limit=0", ["limit"]],
      ["?sort=random", ["sort"]],
      ["?cursor=eyJ9", ["cursor"]],
      ["?q=colour:red", ["q"]],
    ] as const) {
      const answer = await ask(query);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ type: "/docs/api#wrong_parameters", parameters });
    }
  });

  test("more requests than the rate of a key, and only of that key", async () => {
    const busy = { authorization: `Bearer ${await newKey()}` };
    const answers = await Promise.all(Array.from({ length: 80 }, () => ask("?limit=1", busy)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(5);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await ask("?limit=1")).status).toBe(200);
  });

  test("an endpoint's address in a browser, in words as ever", async () => {
    for (const address of ["?key=abc", "/abc"]) {
      const answer = await ask(address, { accept: "text/html" });
      expect(answer.status).toBe(405);
      expect(answer.headers.get("content-type")).toContain("text/html");
    }
  });
});

describe("the OpenAPI document", () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: "openapi", ...openApiDocument() });
  const validatorOf = (name: string) => {
    const validate = ajv.getSchema(`openapi#/components/schemas/${name}`);
    if (!validate) throw new Error(`No schema ${name}`);
    return (answer: unknown) => {
      validate(answer);
      return validate.errors ?? [];
    };
  };

  test("describes what pages of leads hold", async () => {
    expect(validatorOf("LeadPage")(await page("?limit=200"))).toEqual([]);
    expect(validatorOf("LeadPage")({ leads: [{ number: 7 }] })).not.toEqual([]);
  });

  test("describes the lines of an export", async () => {
    const file = await exportFile(
      new Request("http://localhost/api/leads/export?kind=jsonl&columns=notes&columns=status", {
        headers: { authorization: `Bearer ${key}` },
      }),
    );
    const [first = ""] = (await file.text()).split("\n");
    const keys: string[] = Object.keys(JSON.parse(first));
    const lead: unknown = Object(openApiDocument().components)?.schemas.Lead;
    expect(keys.filter((name) => !(name in Object(lead).properties))).toEqual([]);
  });

  test("describes refusals", async () => {
    expect(validatorOf("WrongParameters")(await (await ask("?q=status:gone&limit=x")).json())).toEqual([]);
    expect(validatorOf("Problem")(await (await ask("", {})).json())).toEqual([]);
  });

  test("describes what an endpoint answers", async () => {
    const answer = await POST(new NextRequest("http://localhost/api/leads?key=wrong", { method: "POST", body: "{}" }));
    expect(answer.status).toBe(401);
    expect(validatorOf("Problem")(await answer.json())).toEqual([]);
  });
});
