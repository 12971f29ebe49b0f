import { and, eq, sql } from "drizzle-orm";
import type { TargetField } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import { destinations } from "#db/schema.ts";
import { openConnection } from "#features/deliveries/connection.ts";
import { keepFields } from "#features/destinations/keep-fields.ts";
import { readFields } from "#features/destinations/try-connection.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import { targetFields } from "#features/mappings/target-fields.ts";
import type { Session } from "#features/people/session.ts";

export type RefreshFieldsResult =
  /** `fresh: false`: the destination did not tell, these are the ones it told last. */
  | { ok: true; fields: TargetField[]; readAt: Date | null; fresh: boolean }
  | { ok: false; code: "forbidden" | "not_found" };

const FRESH_SECONDS = 3600;

/** The destination's fields, asked for again when they are older than an hour or `force` is set. */
export async function refreshFields(
  session: Session,
  destinationId: string,
  { force = false }: { force?: boolean } = {},
): Promise<RefreshFieldsResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  const stored = await findStored(workspaceId, destinationId);
  if (!stored) return { ok: false, code: "not_found" };
  const known = { fields: targetFields.parse(stored.fields), readAt: stored.readAt };
  if (stored.isFresh && !force) return { ok: true, ...known, fresh: true };

  const connection = openConnection({ ...stored, workspaceId, id: destinationId });
  const fields = connection.ok ? await readFields(connection.connector, connection.context) : null;
  if (!connection.ok || !fields) return { ok: true, ...known, fresh: false };

  await db.transaction((tx) =>
    keepFields(tx, { workspaceId, id: destinationId }, connection.connector, fields, userId),
  );
  return { ok: true, fields, readAt: new Date(), fresh: true };
}

async function findStored(workspaceId: string, destinationId: string) {
  const [stored] = await db
    .select({
      connector: destinations.connector,
      settings: destinations.settings,
      credentialsSealed: destinations.credentialsSealed,
      fields: destinations.fields,
      readAt: destinations.fieldsReadAt,
      isFresh: sql<boolean>`coalesce(${destinations.fieldsReadAt} > now() - ${FRESH_SECONDS} * interval '1 second', false)`,
    })
    .from(destinations)
    .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, destinationId)));
  return stored;
}
