import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Exchange } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import { attempts, deliveries, destinations, leads } from "#db/schema.ts";
import {
  deliveryColumns,
  isDestinationOf,
  isLastTryOf,
  isLeadOf,
  withShownState,
} from "#features/deliveries/delivery-columns.ts";
import { deliverySchedule, type PlannedTry } from "#features/deliveries/delivery-schedule.ts";
import type { DeliveryRow } from "#features/deliveries/list-deliveries.ts";
import type { Session } from "#features/people/session.ts";

export type DeliveryDetail = DeliveryRow & {
  createdAt: Date;
  deliveredAt: Date | null;
  externalId: string | null;
  externalUrl: string | null;
  mappingVersion: number | null;
  isDestinationPaused: boolean;
  /** Newest first. */
  attempts: AttemptDetail[];
  /** Tries of this round, done and still to come, in order. */
  schedule: PlannedTry[];
};

export type AttemptDetail = Omit<Awaited<ReturnType<typeof selectAttempts>>[number], "warnings" | "exchanges"> & {
  /** Codes of the mapping (`truncated`, ...) with what they are about; `said`: the destination's own sentence. */
  warnings: z.infer<typeof warnings>;
  exchanges: Exchange[];
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
    })
    .from(deliveries)
    .innerJoin(leads, isLeadOf)
    .innerJoin(destinations, isDestinationOf)
    .leftJoin(attempts, isLastTryOf)
    .where(and(eq(deliveries.workspaceId, session.workspaceId), eq(deliveries.id, deliveryId)));
  if (!found) return null;

  const tries = await selectAttempts(session.workspaceId, deliveryId);
  const { nextTrigger, destinationState, ...row } = found;
  const delivery = withShownState(row);
  return {
    ...delivery,
    isDestinationPaused: destinationState === "paused",
    attempts: tries.map((attempt) => ({
      ...attempt,
      warnings: warnings.parse(attempt.warnings),
      exchanges: exchanges.parse(attempt.exchanges),
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
