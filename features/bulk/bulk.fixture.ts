import { asc, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { createLead, createUser } from "#db/factories.ts";
import { leads, receipts, workspaces } from "#db/schema.ts";
import { runBulkChanges } from "#features/bulk/run-bulk-changes.ts";
import type { Role, Session } from "#features/people/session.ts";

// Many leads for tests of what is done to all of them.

export const EVERYTHING_NOW = { filter: "test:shown", asOf: "2100-01-01T00:00:00Z" };

export async function createSession(workspaceId: string, role: Role = "admin"): Promise<Session> {
  const { id, name, email } = await createUser(workspaceId, { role });
  const session = { sessionId: "", workspaceName: "Northwind", timeZone: "UTC" };
  return { ...session, workspaceId, userId: id, name, email, role };
}

/** So many leads that differ in nothing but number and id, which come in the order of their arrival. */
export async function createLeadsAlike(
  workspaceId: string,
  count: number,
  given: Parameters<typeof createLead>[1] = {},
): Promise<void> {
  const first = await createLead(workspaceId, given);
  const idOf = (kind: string) => sql`(${kind}::text || lpad(to_hex(copy.number), 10, '0')
    || substr(replace(${workspaceId}, '-', ''), 13))::uuid`;
  for (let made = 1; made < count; made += COPIED) {
    const copies = sql`generate_series(
      ${first.number + made}::int, ${first.number + Math.min(count, made + COPIED) - 1}::int) as copy (number)`;
    await copy(receipts, first.receiptId, copies, sql`'id', ${idOf("0e")}, 'lead_id', ${idOf("1e")}`);
    await copy(leads, first.id, copies, sql`'id', ${idOf("1e")}, 'receipt_id', ${idOf("0e")}, 'number', copy.number`);
  }
  await db
    .update(workspaces)
    .set({ lastLeadNumber: first.number + count - 1 })
    .where(eq(workspaces.id, workspaceId));
}

/** Few enough for one statement on a busy machine. */
const COPIED = 1_000;

async function copy(table: typeof leads | typeof receipts, id: string, copies: SQL, changed: SQL): Promise<void> {
  const written = Object.values(getTableColumns(table)).filter(({ generated }) => !generated);
  const names = written.map(({ name }) => sql.identifier(name));
  await db.execute(sql`
    insert into ${table} (${sql.join(names, sql`, `)})
    select ${sql.join(
      names.map((name) => sql`made.${name}`),
      sql`, `,
    )}
    from ${table} original, ${copies}, jsonb_populate_record(original, jsonb_build_object(${changed})) made
    where original.id = ${id}`);
}

/** Every lead of the workspace as it is in the database, but for what is known of it from its deliveries. */
export function allLeads(workspaceId: string) {
  const { isForwarded: _, hasFailedDelivery: __, hasSkippedDelivery: ___, ...columns } = getTableColumns(leads);
  return db.select(columns).from(leads).where(eq(leads.workspaceId, workspaceId)).orderBy(asc(leads.number));
}

/** As the worker does, until nothing is left. */
export async function runAll(): Promise<void> {
  while (await runBulkChanges());
}
