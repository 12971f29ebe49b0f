import { and, inArray, isNotNull } from "drizzle-orm";
import type { PgInsertValue } from "drizzle-orm/pg-core";
import { v7 } from "uuid";
import type { Transaction } from "#db/client.ts";
import { databaseClock } from "#db/clock.ts";
import { deliveries, destinations } from "#db/schema.ts";
import type { NewLead } from "#features/intake/make-lead.ts";

type NewDelivery = PgInsertValue<typeof deliveries>;
type Destination = Pick<typeof destinations.$inferSelect, "workspaceId" | "id" | "state">;

/** Postgres takes 65,535 parameters in one statement. */
const MAX_ROWS = 2_000;

/** Owes each lead to every destination of its workspace that has a published mapping, in the order of the leads. */
export async function queueDeliveries(tx: Transaction, leads: NewLead[]): Promise<void> {
  const workspaceIds = [...new Set(leads.map((lead) => lead.workspaceId))];
  const open = await tx
    .select({ workspaceId: destinations.workspaceId, id: destinations.id, state: destinations.state })
    .from(destinations)
    .where(and(inArray(destinations.workspaceId, workspaceIds), isNotNull(destinations.liveMappingVersion)))
    // Nobody resumes a destination meanwhile, or what is held here would never be released.
    .for("share");

  const owed = leads.flatMap((lead) =>
    open.filter(({ workspaceId }) => workspaceId === lead.workspaceId).map((destination) => owe(lead, destination)),
  );
  for (let start = 0; start < owed.length; start += MAX_ROWS) {
    await tx.insert(deliveries).values(owed.slice(start, start + MAX_ROWS));
  }
}

function owe(lead: NewLead, destination: Destination): NewDelivery {
  return {
    workspaceId: lead.workspaceId,
    id: v7(),
    leadId: lead.id,
    destinationId: destination.id,
    personKey: lead.personKey,
    ...firstState(lead, destination),
  };
}

function firstState(
  lead: NewLead,
  destination: Destination,
): Pick<NewDelivery, "state" | "skipReason" | "nextAttemptAt"> {
  if (lead.isTest) return { state: "skipped", skipReason: "test" };
  if (lead.doNotContact) return { state: "skipped", skipReason: "do_not_contact" };
  if (destination.state === "paused") return { state: "held" };
  return { state: "queued", nextAttemptAt: databaseClock() };
}
