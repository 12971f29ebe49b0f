import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Connector, Exchange } from "#connectors/connector.ts";
import { getConnector } from "#connectors/registry.ts";
import { db } from "#db/client.ts";
import { attempts, deliveries, destinations, leads, users } from "#db/schema.ts";
import {
  deliveryColumns,
  isDestinationOf,
  isLastTryOf,
  isLeadOf,
  withShownState,
} from "#features/deliveries/delivery-columns.ts";
import { deliverySchedule, type PlannedTry } from "#features/deliveries/delivery-schedule.ts";
import type { DeliveryRow } from "#features/deliveries/list-deliveries.ts";
import { targetFields } from "#features/mappings/target-fields.ts";
import { type ValueWords, valueWords } from "#features/mappings/value-words.ts";
import type { Session } from "#features/people/session.ts";

export type DeliveryDetail = DeliveryRow & {
  createdAt: Date;
  deliveredAt: Date | null;
  externalId: string | null;
  externalUrl: string | null;
  mappingVersion: number | null;
  isDestinationPaused: boolean;
  /** What keeps a second sending from making a second record there: connectors/connector.ts. */
  identity: Connector["identity"];
  /** The newest delivery of this lead there: its own `copy`, or that of one sent as new. */
  newestCopy: number;
  handledBy: string | null;
  /** The bulk replay it was part of last. */
  replayId: string | null;
  /** Newest first. */
  attempts: AttemptDetail[];
  /** Tries of this round, done and still to come, in order. */
  schedule: PlannedTry[];
};

export type AttemptDetail = Omit<Awaited<ReturnType<typeof selectAttempts>>[number], "warnings" | "exchanges"> & {
  /** Codes of the mapping (`truncated`, ...) with what they are about; `said`: the destination's own sentence. */
  warnings: z.infer<typeof warnings>;
  exchanges: Exchange[];
  /** `values` as people read them. */
  sent: ValueWords[] | null;
};

/** A delivery with all its tries, or null. */
export async function getDelivery(session: Session, deliveryId: string): Promise<DeliveryDetail | null> {
  const [found] = await db
    .select({
      ...deliveryColumns,
      createdAt: deliveries.createdAt,
      deliveredAt: deliveries.deliveredAt,
      externalId: deliveries.externalId,
      externalUrl: deliveries.externalUrl,
      mappingVersion: deliveries.mappingVersion,
      nextTrigger: deliveries.nextTrigger,
      destinationState: destinations.state,
      fields: destinations.fields,
      handledBy: users.name,
      replayId: deliveries.replayId,
      newestCopy: sql<number>`(
        select max(twin.copy) from deliveries twin
        where twin.workspace_id = ${deliveries.workspaceId} and twin.lead_id = ${deliveries.leadId}
          and twin.destination_id = ${deliveries.destinationId}
      )`,
    })
    .from(deliveries)
    .innerJoin(leads, isLeadOf)
    .innerJoin(destinations, isDestinationOf)
    .leftJoin(attempts, isLastTryOf)
    .leftJoin(users, eq(users.id, deliveries.handledBy))
    .where(and(eq(deliveries.workspaceId, session.workspaceId), eq(deliveries.id, deliveryId)));
  if (!found) return null;

  const tries = await selectAttempts(session.workspaceId, deliveryId);
  const { nextTrigger, destinationState, fields, ...row } = found;
  const delivery = withShownState(row);
  const known = targetFields.parse(fields);
  return {
    ...delivery,
    isDestinationPaused: destinationState === "paused",
    // Nothing is promised of a destination that this version does not know.
    identity: getConnector(row.connector)?.identity ?? "none",
    attempts: tries.map((attempt) => ({
      ...attempt,
      warnings: warnings.parse(attempt.warnings),
      exchanges: exchanges.parse(attempt.exchanges),
      sent: attempt.values && valueWords(attempt.values, known),
    })),
    schedule: deliverySchedule({ ...delivery, nextTrigger }, tries),
  };
}

/** Several rounds; older tries are of no help to anybody. */
const ATTEMPT_LIMIT = 50;

function selectAttempts(workspaceId: string, deliveryId: string) {
  return db
    .select({
      number: attempts.number,
      trigger: attempts.trigger,
      outcome: attempts.outcome,
      code: attempts.code,
      message: attempts.message,
      warnings: attempts.warnings,
      mappingVersion: attempts.mappingVersion,
      /** What was sent, by destination field; null when it did not come to sending. */
      values: attempts.values,
      exchanges: attempts.exchanges,
      startedAt: attempts.startedAt,
      durationMs: attempts.durationMs,
    })
    .from(attempts)
    .where(and(eq(attempts.workspaceId, workspaceId), eq(attempts.deliveryId, deliveryId)))
    .orderBy(desc(attempts.number))
    .limit(ATTEMPT_LIMIT);
}

const warnings = z.array(
  z.object({
    code: z.string(),
    field: z.string().optional(),
    label: z.string().optional(),
    values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
);

const exchange: z.ZodType<Exchange> = z.object({
  method: z.string(),
  url: z.string(),
  requestHeaders: z.record(z.string(), z.string()),
  requestBody: z.string().nullable(),
  status: z.number().nullable(),
  responseHeaders: z.record(z.string(), z.string()),
  responseBody: z.string().nullable(),
  failure: z.string().nullable(),
  durationMs: z.number(),
});

const exchanges = z.array(exchange);
