import { and, asc, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { z } from "zod";
import type { Connector, Job, MappingRow, Outcome, TargetField } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import {
  createDelivery,
  createDestination,
  createEndpoint,
  createLead,
  createUser,
  createWorkspace,
} from "#db/factories.ts";
import { attempts, deliveries, destinations, type leads, mappings } from "#db/schema.ts";
import { attemptDelivery } from "#features/deliveries/attempt-delivery.ts";
import { claimDeliveries } from "#features/deliveries/claim-deliveries.ts";
import type { Lease } from "#features/deliveries/lease.ts";
import type { Session } from "#features/people/session.ts";

/** When everything begins; tests tell the time, no clock does. */
export const START = new Date("2026-11-22T09:00:00Z");

export function at(seconds: number): Date {
  return new Date(START.getTime() + seconds * 1000);
}

export type Forwarding = Awaited<ReturnType<typeof createForwarding>>;

/** A workspace with an admin, an endpoint and one destination. */
export async function createForwarding({
  rows = [],
  fields = [],
}: {
  rows?: MappingRow[];
  fields?: TargetField[];
} = {}) {
  const { id: workspaceId, name: workspaceName } = await createWorkspace();
  const { id: userId, name, email } = await createUser(workspaceId);
  const session: Session = {
    sessionId: v7(),
    workspaceId,
    workspaceName,
    userId,
    name,
    email,
    role: "admin",
    timeZone: "UTC",
  };
  const { id: endpointId } = await createEndpoint(workspaceId);
  const { id: destinationId } = await createDestination(workspaceId, {
    connector: "stub",
    fields,
    fieldsReadAt: START,
    liveMappingVersion: 1,
  });
  await db.insert(mappings).values({ workspaceId, id: v7(), destinationId, version: 1, rows });
  return { session, workspaceId, userId, endpointId, destinationId };
}

/** A lead of a new person, owed to the destination since START. */
export async function oweLead(
  { workspaceId, endpointId, destinationId }: Pick<Forwarding, "workspaceId" | "endpointId" | "destinationId">,
  given: Partial<typeof leads.$inferInsert> = {},
): Promise<string> {
  const personKey = given.personKey ?? v7();
  const lead = await createLead(workspaceId, { endpointId, personKey, ...given });
  const { id } = await createDelivery(workspaceId, {
    leadId: lead.id,
    destinationId,
    personKey,
    nextAttemptAt: START,
    createdAt: START,
  });
  return id;
}

export async function readDelivery(id: string) {
  const [delivery] = await db.select().from(deliveries).where(eq(deliveries.id, id));
  if (!delivery) throw new Error(`There is no delivery ${id}`);
  return delivery;
}

export function listAttempts(id: string) {
  return db.select().from(attempts).where(eq(attempts.deliveryId, id)).orderBy(asc(attempts.number));
}

export async function readDestination({
  workspaceId,
  destinationId,
}: Pick<Forwarding, "workspaceId" | "destinationId">) {
  const [destination] = await db
    .select()
    .from(destinations)
    .where(and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, destinationId)));
  if (!destination) throw new Error("The destination of this test is gone");
  return destination;
}

/** Claims as a worker would at this time, with room for everything. */
export function claimAt(now: Date, given: Partial<Parameters<typeof claimDeliveries>[0]> = {}): Promise<Lease[]> {
  return claimDeliveries({ limit: 1_000, limitsOf: () => ({ concurrency: 1_000 }), now, ...given });
}

type Answer = Outcome | ((job: Job) => Outcome | Promise<Outcome>);

/** Claims what is due at this time and answers every try with the same outcome. */
export async function sendAll(now: Date, answer: Answer, random = () => 0): Promise<void> {
  for (const lease of await claimAt(now)) await attempt(lease, now, answer, random);
}

export function attempt(lease: Lease, now: Date, answer: Answer, random = () => 0): ReturnType<typeof attemptDelivery> {
  const connector = stubConnector(async (job) => (typeof answer === "function" ? answer(job) : answer));
  return attemptDelivery(lease, { connectorOf: () => connector, now: () => now, random });
}

export function stubConnector(deliver: (job: Job) => Promise<Outcome>): Connector {
  return {
    type: "stub",
    label: "Stub",
    mark: "St",
    group: "crm",
    form: [],
    settingsSchema: z.unknown(),
    credentialsSchema: z.unknown(),
    summarize: () => "stub.example",
    limits: { concurrency: 1, timeoutMs: 1_000 },
    identity: "delivery",
    updatesExisting: false,
    describe: async () => [],
    defaultMapping: () => [],
    test: async () => ({ checks: [] }),
    deliver: (_context, job) => deliver(job),
  };
}

export const DELIVERED = { kind: "delivered", created: true } as const satisfies Outcome;
export const BUSY = { kind: "retry", code: "unavailable", message: "HTTP 503" } as const satisfies Outcome;
export const REFUSED = { kind: "reject", code: "bad_request", message: "HTTP 400" } as const satisfies Outcome;
export const SIGNED_OUT = {
  kind: "pause",
  code: "unauthorized",
  message: "HTTP 401",
  cause: "auth",
} as const satisfies Outcome;
