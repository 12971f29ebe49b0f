import { and, desc, eq, isNotNull } from "drizzle-orm";
import { db } from "#db/client.ts";
import { destinations, mappings, users } from "#db/schema.ts";
import { compareMappings, type FieldChange } from "#features/mappings/compare-mappings.ts";
import { mappingRows } from "#features/mappings/mapping.ts";
import type { Session } from "#features/people/session.ts";

export type MappingVersion = {
  version: number;
  isLive: boolean;
  publishedAt: Date | null;
  publishedBy: string | null;
  note: string | null;
  /** What it does otherwise than the version before it. */
  changes: FieldChange[];
};

/** The published versions of a destination's mapping, newest first. */
export async function listVersions(session: Session, destinationId: string, limit = 20): Promise<MappingVersion[]> {
  const found = await db
    .select({
      version: mappings.version,
      live: destinations.liveMappingVersion,
      publishedAt: mappings.publishedAt,
      publishedBy: users.name,
      note: mappings.note,
      rows: mappings.rows,
    })
    .from(mappings)
    .innerJoin(
      destinations,
      and(eq(destinations.workspaceId, mappings.workspaceId), eq(destinations.id, mappings.destinationId)),
    )
    .leftJoin(users, eq(users.id, mappings.updatedBy))
    .where(
      and(
        eq(mappings.workspaceId, session.workspaceId),
        eq(mappings.destinationId, destinationId),
        isNotNull(mappings.version),
      ),
    )
    .orderBy(desc(mappings.version))
    // One more than is shown, because the oldest shown is compared with it.
    .limit(limit + 1);

  const versions = found.map((each) => ({ ...each, rows: mappingRows.parse(each.rows) }));
  return versions.slice(0, limit).flatMap(({ version, live, rows, ...about }, index) => {
    if (version === null) return [];
    const changes = compareMappings(versions[index + 1]?.rows ?? [], rows);
    return [{ ...about, version, isLive: version === live, changes }];
  });
}
