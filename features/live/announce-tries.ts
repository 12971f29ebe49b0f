import { sql } from "drizzle-orm";
import { db } from "#db/client.ts";

/**
 * Says that these deliveries were tried, in one message for all of a workspace: what the triggers of
 * db/migrations/0003_live.sql leave to the worker, so that tries need not wait for each other to notify.
 */
export async function announceTries(tried: { workspaceId: string; id: string }[]): Promise<void> {
  const ids = sql.join(
    tried.map(({ workspaceId, id }) => sql`(${workspaceId}::uuid, ${id}::uuid)`),
    sql`, `,
  );
  await db.execute(sql`
    select pg_notify('buzon_live', json_build_object(
      'workspace', workspace_id,
      'kind', 'changed',
      'numbers', case when count(*) <= 20 then json_agg(number) end)::text)
    from (
      select distinct leads.workspace_id, leads.number
      from deliveries
      join leads on leads.workspace_id = deliveries.workspace_id and leads.id = deliveries.lead_id
      where (deliveries.workspace_id, deliveries.id) in (${ids})
    ) seen
    group by workspace_id`);
}
