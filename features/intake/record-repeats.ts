import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Transaction } from "#db/client.ts";
import { insertMany } from "#db/insert-many.ts";
import { leadEvents, type receipts } from "#db/schema.ts";

type Repeat = { receipt: Pick<typeof receipts.$inferSelect, "workspaceId" | "id" | "receivedAt">; leadId: string };

/** Counts repeats at their lead and puts each into its timeline; nothing is delivered again. */
export async function recordRepeats(tx: Transaction, repeats: Repeat[]): Promise<void> {
  await insertMany(
    tx,
    leadEvents,
    repeats.map(({ receipt, leadId }) => ({
      workspaceId: receipt.workspaceId,
      id: v7(),
      leadId,
      type: "repeat" as const,
      details: { receiptId: receipt.id },
      createdAt: receipt.receivedAt,
    })),
  );
  const counted = repeats.map(({ receipt, leadId }) => ({ workspace_id: receipt.workspaceId, lead_id: leadId }));
  await tx.execute(sql`
    update leads set repeat_count = repeat_count + repeated.count
    from (
      select workspace_id, lead_id, count(*)::integer as count
      from json_to_recordset(${JSON.stringify(counted)}::text::json) as counted (workspace_id uuid, lead_id uuid)
      group by workspace_id, lead_id
    ) as repeated
    where leads.workspace_id = repeated.workspace_id and leads.id = repeated.lead_id`);
}
