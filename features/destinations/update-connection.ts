import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { db } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { auditEvents, destinations } from "#db/schema.ts";
import { announceWork } from "#db/work-signal.ts";
import { sealCredentials } from "#features/deliveries/connection.ts";
import { reopen } from "#features/deliveries/resume-destination.ts";
import { type ConnectionForm, parseConnectionForm, tailsOf } from "#features/destinations/connection-form.ts";
import { findConnection } from "#features/destinations/find-connection.ts";
import { keepFields } from "#features/destinations/keep-fields.ts";
import type { TestConnectionResult } from "#features/destinations/test-connection.ts";
import { tryConnection } from "#features/destinations/try-connection.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import { dismissSecretNotices } from "#features/notices/dismiss-secret-notices.ts";
import type { Session } from "#features/people/session.ts";

/**
 * Saves other settings or credentials; a blank credential keeps the stored one. When they work, the leads that were
 * held because they did not are sent; what a person has paused stays paused.
 */
export async function updateConnection(
  session: Session,
  destinationId: string,
  form: ConnectionForm,
): Promise<TestConnectionResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const { workspaceId, userId } = session;
  const stored = await findConnection(workspaceId, destinationId);
  if (!stored.ok) return stored;
  const { connector } = stored;
  const parsed = parseConnectionForm(connector, form, stored.credentials);
  if (!parsed.ok) return { ok: false, code: "invalid", problems: parsed.problems };

  const { settings, credentials } = parsed;
  const { test, fields } = await tryConnection(connector, parsed);
  const destination = { workspaceId, id: destinationId };
  const isNewSecret = Object.values(form.credentials).some((given) => given.trim() !== "");
  await db.transaction(async (tx) => {
    const [saved] = await tx
      .update(destinations)
      .set({
        settings,
        credentialsSealed: sealCredentials(workspaceId, destinationId, credentials),
        credentialTails: tailsOf(credentials),
        // The day that was noted was the old one's.
        ...(isNewSecret && { credentialsExpireOn: null }),
      })
      .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, destinationId)))
      .returning({ state: destinations.state, pauseReason: destinations.pauseReason });
    if (isNewSecret) await dismissSecretNotices(tx, destination, databaseClock());
    if (fields) await keepFields(tx, destination, connector, fields, userId);
    if (fields && saved?.state === "paused" && saved.pauseReason?.cause !== "person") await reopen(tx, destination);
    await tx
      .insert(auditEvents)
      .values({ workspaceId, id: v7(), userId, action: "destination.changed", details: { destinationId } });
  });
  await announceWork();
  return { ok: true, test };
}
