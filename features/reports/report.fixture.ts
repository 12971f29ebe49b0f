import fc from "fast-check";
import { v7 } from "uuid";
import { db } from "#db/client.ts";
import {
  createDelivery,
  createDestination,
  createEndpoint,
  createLead,
  createUser,
  createWorkspace,
} from "#db/factories.ts";
import { attempts } from "#db/schema.ts";
import { LEAD_STATUSES } from "#features/leads/lead-words.ts";

// A workspace with leads of eleven weeks, many around the nights in which clocks are changed, and another beside it.

export const NOW = new Date("2026-04-10T15:30:00Z");

const STATES = [
  "delivered",
  "delivered",
  "queued",
  "sending",
  "held",
  "failed",
  "handled",
  "skipped",
  "cancelled",
] as const;

const anyDelivery = fc.record({
  state: fc.constantFrom(...STATES),
  tries: fc.integer({ min: 0, max: 3 }),
  firstArrived: fc.boolean(),
  destination: fc.constantFrom(0, 0, 1),
});

const anyMoment = fc.oneof(
  fc.integer({ min: 0, max: 77 * 24 * 60 }).map((minutes) => new Date(NOW.getTime() - minutes * 60_000)),
  fc
    .tuple(
      fc.constantFrom("2026-03-08", "2026-03-28", "2026-03-29", "2026-03-30", "2026-04-05", "2025-10-26"),
      fc.integer({ min: -90, max: 26 * 60 }),
    )
    .map(([day, minutes]) => new Date(Date.parse(day) + minutes * 60_000)),
);

const anyLead = fc.record({
  facts: fc.record({
    receivedAt: anyMoment,
    action: fc.constantFrom("contact", "install", "test_drive", "purchase", "dnc", "other", null),
    marketplace: fc.constantFrom("appsource", "azure_marketplace", "test_drive", "other", null),
    offerTitle: fc.constantFrom("Contoso Analytics", 'Contoso, "Gateway"', null),
    status: fc.constantFrom(...LEAD_STATUSES),
    isTest: fc.constantFrom(false, false, false, false, true),
    doNotContact: fc.constantFrom(false, false, false, true),
  }),
  place: fc.constantFrom(
    { country: "ES", countryCode: "ES" },
    { country: "USA", countryCode: "US" },
    { country: "Ruritania", countryCode: null },
    { country: null, countryCode: null },
  ),
  touchHours: fc.constantFrom(null, null, 0, 0.4, 1, 2.7, 4, 11, 23.99, 24, 90),
  sent: fc.array(anyDelivery, { maxLength: 3 }),
});

export type KnownDelivery = {
  destinationId: string;
  state: (typeof STATES)[number];
  attemptCount: number;
  /** Null while it has no result. */
  firstTry: "delivered" | "retry" | null;
};
export type KnownLead = Awaited<ReturnType<typeof createLead>> & { deliveries: KnownDelivery[] };
export type Setting = {
  workspaceId: string;
  userId: string;
  endpointId: string;
  destinationIds: string[];
  leads: KnownLead[];
};

export async function createReportLeads(count: number): Promise<Setting> {
  const { id: workspaceId } = await createWorkspace();
  const { id: userId } = await createUser(workspaceId);
  const { id: endpointId } = await createEndpoint(workspaceId);
  const destinationIds = [(await createDestination(workspaceId)).id, (await createDestination(workspaceId)).id];
  const foreign = await createWorkspace();
  await createDelivery(foreign.id, { leadId: (await createLead(foreign.id, { receivedAt: NOW })).id });

  const leads: KnownLead[] = [];
  for (const { facts, place, touchHours, sent } of fc.sample(anyLead, { numRuns: count, seed: 7 })) {
    const firstTouchAt =
      touchHours === null ? null : new Date(facts.receivedAt.getTime() + Math.round(touchHours * 3_600_000));
    const lead = await createLead(workspaceId, { ...facts, ...place, firstTouchAt, endpointId });
    const deliveries: KnownDelivery[] = [];
    for (const given of sent) {
      const known = knownDelivery(given, destinationIds);
      const copy = deliveries.filter(({ destinationId }) => destinationId === known.destinationId).length;
      await createKnown(lead, known, copy);
      deliveries.push(known);
    }
    leads.push({ ...lead, deliveries });
  }
  return { workspaceId, userId, endpointId, destinationIds, leads };
}

type GivenDelivery = { state: (typeof STATES)[number]; tries: number; firstArrived: boolean; destination: number };

/** What delivered was tried, and what is being tried for the first time has no result. */
function knownDelivery(
  { state, tries, firstArrived, destination }: GivenDelivery,
  destinationIds: string[],
): KnownDelivery {
  const attemptCount = state === "delivered" || state === "sending" ? Math.max(1, tries) : tries;
  const hasResult = attemptCount > 1 || (attemptCount === 1 && state !== "sending");
  const arrived = firstArrived || (state === "delivered" && attemptCount === 1);
  return {
    destinationId: destinationIds[destination] ?? "",
    state,
    attemptCount,
    firstTry: hasResult ? (arrived ? "delivered" : "retry") : null,
  };
}

async function createKnown(
  { workspaceId, id: leadId }: { workspaceId: string; id: string },
  known: KnownDelivery,
  copy: number,
) {
  const { destinationId, state, attemptCount, firstTry } = known;
  const delivery = await createDelivery(workspaceId, {
    leadId,
    destinationId,
    copy,
    attemptCount,
    ...(state === "handled" ? { state: "failed", handledAt: NOW } : { state }),
  });
  if (firstTry === null) return;
  await db.insert(attempts).values({
    workspaceId,
    id: v7(),
    deliveryId: delivery.id,
    number: 1,
    trigger: "auto",
    outcome: firstTry,
    exchanges: [],
    startedAt: NOW,
    durationMs: 20,
  });
}
