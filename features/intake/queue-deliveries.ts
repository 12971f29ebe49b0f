import { and, inArray, isNotNull } from "drizzle-orm";
import { v7 } from "uuid";
import type { Transaction } from "#db/client.ts";
import { insertMany } from "#db/insert-many.ts";
import { deliveries, destinations } from "#db/schema.ts";
import type { NewLead } from "#features/intake/make-lead.ts";

type NewDelivery = typeof deliveries.$inferInsert;
type Destination = Pick<typeof destinations.$inferSelect, "workspaceId" | "id" | "state">;

/**
 * Owes each lead to every destination of its workspace that has a published mapping, in the order of the leads. `now` is
 * the database's.
 */
export async function queueDeliveries(tx: Transaction, leads: NewLead[], now: Date): Promise<void> {
  const workspaceIds = [...new Set(leads.map((lead) => lead.workspaceId))];
  const open = await tx
    .select({ workspaceId: destinations.workspaceId, id: destinations.id, state: destinations.state })
    .from(destinations)
    .where(and(inArray(destinations.workspaceId, workspaceIds), isNotNull(destinations.liveMappingVersion)))
    // Nobody resumes a destination meanwhile, or what is held here would never be released.
    .for("share");

  const owed = leads.flatMap((lead) =>
    open
      .filter(({ workspaceId }) => workspaceId === lead.workspaceId)
      .map((destination) => owe(lead, destination, now)),
  );
  await insertMany(tx, deliveries, owed);
}

function owe(lead: NewLead, destination: Destination, now: Date): NewDelivery {
  return {
    workspaceId: lead.workspaceId,
    id: v7(),
    leadId: lead.id,
    destinationId: destination.id,
    personKey: lead.personKey,
    ...firstState(lead, destination, now),
  };
}

function firstState(
  lead: NewLead,
  destination: Destination,
  now: Date,
): Pick<NewDelivery, "state" | "skipReason" | "nextAttemptAt"> {
  if (lead.isTest) return { state: "skipped", skipReason: "test" };
  if (lead.doNotContact) return { state: "skipped", skipReason: "do_not_contact" };
  if (destination.state === "paused") return { state: "held" };
  return { state: "queued", nextAttemptAt: now };
}
