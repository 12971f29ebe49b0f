import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, it } from "vitest";
import type { TargetField } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import { destinations, mappings } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { createForwarding, oweLead, REFUSED, START, sendAll } from "#features/deliveries/forwarding.fixture.ts";
import { previewReplay } from "#features/deliveries/preview-replay.ts";

useTestDatabase();

const text = (name: string, label: string): TargetField => ({ name, label, type: "string", required: false });
const FIELDS: TargetField[] = [
  { ...text("source", "Source"), type: "choice", choices: [{ value: 7, label: "Marketplace" }] },
  text("lastname", "Last name"),
  text("company", "Company"),
  { ...text("country", "Country"), required: true },
];
const row = (target: string, field: string) => ({ target, value: [{ kind: "field", field } as const], fallback: [] });
const SOURCE = { target: "source", value: [{ kind: "text" as const, text: "Marketplace" }], fallback: [] };

async function publish(
  { workspaceId, destinationId }: { workspaceId: string; destinationId: string },
  rows: (typeof mappings.$inferInsert)["rows"],
) {
  await db.insert(mappings).values({ workspaceId, id: v7(), destinationId, version: 2, rows });
  await db.update(destinations).set({ liveMappingVersion: 2 }).where(eq(destinations.id, destinationId));
}

it("shows what would be sent now beside what was sent last, differences first", async () => {
  const forwarding = await createForwarding({
    rows: [SOURCE, row("lastname", "last_name"), row("company", "company"), row("country", "country")],
    fields: FIELDS,
  });
  const id = await oweLead(forwarding);
  await sendAll(START, REFUSED);
  await publish(forwarding, [SOURCE, row("lastname", "first_name"), row("country", "country")]);

  expect(await previewReplay(forwarding.session, id)).toEqual({
    sent: { number: 1, version: 1 },
    version: 2,
    fields: [
      { name: "lastname", label: "Last name", before: "Lovelace", now: "Ada" },
      { name: "company", label: "Company", before: "Fabrikam", now: null },
      { name: "source", label: "Source", before: "Marketplace", now: "Marketplace" },
      { name: "country", label: "Country", before: "GB", now: "GB" },
    ],
    problems: [],
  });
});

it("says why the destination would not take it now, and that nothing was sent before", async () => {
  const forwarding = await createForwarding({ rows: [row("country", "country")], fields: FIELDS });
  const id = await oweLead(forwarding, { country: null, countryCode: null });
  await sendAll(START, REFUSED);
  expect(await previewReplay(forwarding.session, id)).toMatchObject({
    sent: null,
    fields: [],
    problems: [{ field: "country", label: "Country", code: "required_empty" }],
  });
});

it("ends at the workspace", async () => {
  const id = await oweLead(await createForwarding());
  expect(await previewReplay((await createForwarding()).session, id)).toBeNull();
});
