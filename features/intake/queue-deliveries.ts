import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Transaction } from "#db/client.ts";
import { insertMany } from "#db/insert-many.ts";
import { deliveries, destinations, leads } from "#db/schema.ts";
import type { NewLead } from "#features/intake/make-lead.ts";
import { routeLeads, type SkipReason } from "#features/rules/route-leads.ts";
import { type Routing, routing } from "#features/rules/routing.ts";

type NewDelivery = typeof deliveries.$inferInsert;
type Owed = Pick<typeof destinations.$inferSelect, "workspaceId" | "id" | "state">;
type Destination = Owed & { routing: Routing };

/**
 * Owes each lead to every destination of its workspace that has a published mapping, in the order of the leads; what its
 * rules keep from it is written down as skipped. The leads are stored already. `now` is the database's.
 */
export async function queueDeliveries(tx: Transaction, arrived: NewLead[], now: Date): Promise<void> {
  const owed: NewDelivery[] = [];
  for (const destination of await lockDestinations(tx, arrived)) {
    const theirs = arrived.filter(({ workspaceId }) => workspaceId === destination.workspaceId);
    const skips = await routeLeads(tx, destination.workspaceId, theirs, destination.routing);
    owed.push(...theirs.map((lead) => owe(lead, destination, skips.get(lead.id) ?? null, now)));
  }
  await insertMany(tx, deliveries, owed);
}

/**
 * Owes a lead that came again once more, under a new identity, to the destinations that asked for repeats. Nobody else
 * hears of it.
 */
export async function queueRepeats(
  tx: Transaction,
  repeats: { workspaceId: string; leadId: string }[],
  now: Date,
): Promise<void> {
  const asking = (await lockDestinations(tx, repeats)).filter(({ routing }) => routing.unlocked.repeats);
  for (const destination of asking) {
    const leadIds = repeats.filter(({ workspaceId }) => workspaceId === destination.workspaceId).map(leadIdOf);
    const again = await selectLeads(tx, destination, leadIds);
    const skips = await routeLeads(tx, destination.workspaceId, again, destination.routing);
    const owed = again
      .filter(({ id }) => skips.get(id) === null)
      .flatMap(({ copies, ...lead }) => {
        const times = leadIds.filter((id) => id === lead.id).length;
        return Array.from({ length: times }, (_, index) => ({
          ...owe(lead, destination, null, now),
          copy: copies + index,
        }));
      });
    await insertMany(tx, deliveries, owed);
  }
}

function leadIdOf({ leadId }: { leadId: string }): string {
  return leadId;
}

async function lockDestinations(tx: Transaction, of: { workspaceId: string }[]): Promise<Destination[]> {
  if (of.length === 0) return [];
  const workspaceIds = [...new Set(of.map(({ workspaceId }) => workspaceId))];
  const open = await tx
    .select({
      workspaceId: destinations.workspaceId,
      id: destinations.id,
      state: destinations.state,
      routing: destinations.routing,
    })
    .from(destinations)
    .where(and(inArray(destinations.workspaceId, workspaceIds), isNotNull(destinations.liveMappingVersion)))
    // Nobody resumes a destination meanwhile, or what is held here would never be released.
    .for("share");
  return open.map((destination) => ({ ...destination, routing: routing.parse(destination.routing) }));
}

function selectLeads(tx: Transaction, { workspaceId, id }: Destination, leadIds: string[]) {
  return tx
    .select({
      workspaceId: leads.workspaceId,
      id: leads.id,
      personKey: leads.personKey,
      isTest: leads.isTest,
      doNotContact: leads.doNotContact,
      copies: sql<number>`(
        select count(*)::int from deliveries
        where deliveries.workspace_id = ${workspaceId} and deliveries.lead_id = leads.id
          and deliveries.destination_id = ${id})`,
    })
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), inArray(leads.id, leadIds)));
}

/** A delivery of the lead to a destination whose lock the caller holds. */
export function owe(
  lead: Pick<NewLead, "id" | "personKey">,
  destination: Owed,
  skip: SkipReason,
  now: Date,
): NewDelivery & { id: string } {
  return {
    workspaceId: destination.workspaceId,
    id: v7(),
    leadId: lead.id,
    destinationId: destination.id,
    personKey: lead.personKey,
    ...firstState(destination, skip, now),
  };
}

/** How a delivery to the destination begins, or begins again. */
export function firstState(
  destination: Owed,
  skip: SkipReason,
  now: Date,
): Pick<NewDelivery, "state" | "skipReason" | "nextAttemptAt"> {
  if (skip) return { state: "skipped", skipReason: skip };
  if (destination.state === "paused") return { state: "held" };
  return { state: "queued", nextAttemptAt: now };
}
