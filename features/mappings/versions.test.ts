import { beforeEach, describe, expect, it } from "vitest";
import type { MappingRow } from "#connectors/connector.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { createForwarding, type Forwarding } from "#features/deliveries/forwarding.fixture.ts";
import { getMapping } from "#features/mappings/get-mapping.ts";
import { listVersions } from "#features/mappings/list-versions.ts";
import { publishMapping } from "#features/mappings/publish-mapping.ts";
import { restoreVersion } from "#features/mappings/restore-version.ts";
import { saveDraft } from "#features/mappings/save-draft.ts";

useTestDatabase();

const FIRST = [row("lastname", "last_name")];
const SECOND = [row("lastname", "full_name"), row("company", "company")];

let forwarding: Forwarding;

beforeEach(async () => {
  forwarding = await createForwarding({ rows: FIRST });
});

describe("versions", () => {
  it("are listed newest first, with who, when, why and what each does otherwise than the one before", async () => {
    await publish(SECOND, "company too");

    expect(await list()).toMatchObject([
      {
        version: 2,
        isLive: true,
        publishedBy: "Ana Torres",
        publishedAt: expect.any(Date),
        note: "company too",
        changes: [
          { field: "lastname", before: FIRST[0], after: SECOND[0], aspects: ["value"] },
          { field: "company", before: null, after: SECOND[1] },
        ],
      },
      { version: 1, isLive: false, note: null, changes: [{ field: "lastname", before: null, after: FIRST[0] }] },
    ]);
  });

  it("do not include the draft, and the oldest shown is still compared with what was before it", async () => {
    await publish(SECOND, null);
    await saveDraft(forwarding.session, forwarding.destinationId, []);
    const [newest, ...others] = await listVersions(forwarding.session, forwarding.destinationId, 1);

    expect(others).toEqual([]);
    expect(newest?.changes.map(({ before }) => before)).toEqual([FIRST[0], null]);
  });

  it("end at the workspace", async () => {
    const stranger = await createForwarding();
    expect(await listVersions(stranger.session, forwarding.destinationId)).toEqual([]);
    expect(await restoreVersion(stranger.session, forwarding.destinationId, 1)).toEqual({
      ok: false,
      code: "not_found",
    });
  });
});

describe("restoring a version", () => {
  it("makes it the draft and leaves what is live alone", async () => {
    await publish(SECOND, null);

    expect(await restore(1)).toEqual({ ok: true, rows: FIRST, changes: 2 });
    expect(await getMapping(forwarding.session, forwarding.destinationId)).toMatchObject({
      rows: FIRST,
      liveRows: SECOND,
      liveVersion: 2,
      changes: 2,
    });
  });

  it("takes the place of the draft there was; the live one leaves no draft", async () => {
    await saveDraft(forwarding.session, forwarding.destinationId, SECOND);

    expect(await restore(1)).toEqual({ ok: true, rows: FIRST, changes: 0 });
    expect((await getMapping(forwarding.session, forwarding.destinationId))?.changes).toBe(0);
  });

  it("is an admin's and an editor's", async () => {
    const member = { ...forwarding.session, role: "member" } as const;
    expect(await restoreVersion(member, forwarding.destinationId, 1)).toEqual({ ok: false, code: "forbidden" });
    expect(await restore(7)).toEqual({ ok: false, code: "not_found" });
  });
});

async function publish(rows: MappingRow[], note: string | null) {
  await saveDraft(forwarding.session, forwarding.destinationId, rows);
  expect(await publishMapping(forwarding.session, forwarding.destinationId, note)).toMatchObject({ ok: true });
}

function list() {
  return listVersions(forwarding.session, forwarding.destinationId);
}

function restore(version: number) {
  return restoreVersion(forwarding.session, forwarding.destinationId, version);
}

function row(target: string, field: string): MappingRow {
  return { target, value: [{ kind: "field", field }], fallback: [] };
}
