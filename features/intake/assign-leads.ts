import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Transaction } from "#db/client.ts";
import type { receipts } from "#db/schema.ts";

type Receipt = Pick<typeof receipts.$inferSelect, "workspaceId" | "id" | "endpointId" | "bodyHash" | "receivedAt">;

/** The same bytes at the same endpoint within this time are one lead that was sent more than once. */
const REPEAT_WITHIN_SECONDS = 600;

/** Says for each receipt, oldest first, which lead it belongs to: a new id, or the lead that it repeats. */
export async function assignLeads<Given extends Receipt>(
  tx: Transaction,
  given: Given[],
): Promise<{ receipt: Given; leadId: string; isRepeat: boolean }[]> {
  const accepted = await findAcceptedCopies(tx, given);
  const newest = new Map<string, { leadId: string; receivedAtMs: number }>();
  return given.map((receipt) => {
    const body = `${receipt.endpointId} ${receipt.bodyHash.toString("hex")}`;
    const receivedAtMs = receipt.receivedAt.getTime();
    const copy = newest.get(body);
    const isCopy = copy && receivedAtMs - copy.receivedAtMs <= REPEAT_WITHIN_SECONDS * 1000;
    const repeated = accepted.get(receipt.id) ?? (isCopy ? copy.leadId : undefined);
    const leadId = repeated ?? v7();
    newest.set(body, { leadId, receivedAtMs });
    return { receipt, leadId, isRepeat: repeated !== undefined };
  });
}

/**
 * Leads that were made from the same bytes, by receipt id. The time is looked at in both directions, because of two
 * requests at once the later one may be accepted first.
 */
async function findAcceptedCopies(tx: Transaction, given: Receipt[]): Promise<Map<string, string>> {
  const wanted = given.map(({ workspaceId, id, endpointId, bodyHash, receivedAt }) => ({
    workspace_id: workspaceId,
    id,
    endpoint_id: endpointId,
    body_hash: bodyHash.toString("hex"),
    received_at: receivedAt,
  }));
  const window = sql`make_interval(secs => ${REPEAT_WITHIN_SECONDS})`;
  const found = await tx.execute<{ id: string; leadId: string }>(sql`
    select wanted.id, copy.lead_id as "leadId"
    from json_to_recordset(${JSON.stringify(wanted)}::text::json) as wanted (
      workspace_id uuid, id uuid, endpoint_id uuid, body_hash text, received_at timestamptz
    )
    cross join lateral (
      select lead_id
      from (
        -- By itself, so that the index of the hashes is the only one that serves it: a table nobody has analysed yet
        -- would be read from the newest on, all of it for every new body.
        select workspace_id, state, lead_id, received_at from receipts
        where receipts.endpoint_id = wanted.endpoint_id
          and receipts.body_hash = decode(wanted.body_hash, 'hex')
          and receipts.received_at between wanted.received_at - ${window} and wanted.received_at + ${window}
        offset 0
      ) as alike
      where alike.workspace_id = wanted.workspace_id and alike.state in ('lead', 'repeat')
      order by alike.received_at desc
      limit 1
    ) as copy`);
  return new Map(found.map(({ id, leadId }) => [id, leadId]));
}
