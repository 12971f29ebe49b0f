import { and, asc, desc, eq, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { attempts, deliveries, destinations, leads } from "#db/schema.ts";
import { isLastTryOf, isLeadOf } from "#features/deliveries/delivery-columns.ts";
import { deliveryConditions, problemCode, problemField } from "#features/deliveries/delivery-conditions.ts";
import type { DeliveryFilter } from "#features/deliveries/delivery-filter.ts";
import type { DeliveryLead, DeliveryProblem } from "#features/deliveries/delivery-view.ts";
import type { Session } from "#features/people/session.ts";

/** Leads that one destination refused for one reason. */
export type FailureGroup = {
  destinationId: string;
  destinationName: string;
  connector: string;
  isDestinationPaused: boolean;
  code: string;
  /** It passes by itself, but took longer than the tries lasted. */
  isOutOfTries: boolean;
  /** The first destination field it is about; null when it is about none. */
  field: string | null;
  /** Of the newest of them. */
  problem: DeliveryProblem;
  count: number;
  firstAt: Date;
  lastAt: Date;
  /** The newest few, newest first. */
  newest: FailedDelivery[];
};

export type FailedDelivery = {
  id: string;
  lead: DeliveryLead;
  attemptCount: number;
  message: string;
  at: Date;
};

/** More causes than anybody fixes in one go. */
const GROUP_LIMIT = 50;
const NEWEST = 5;

/** Open failures by destination and cause (code and first field), the cause that came last first. */
export async function groupFailures(
  session: Pick<Session, "workspaceId">,
  filter: Omit<DeliveryFilter, "tab"> = {},
): Promise<FailureGroup[]> {
  const rows = await selectFailures(session.workspaceId, filter);
  return Map.groupBy(rows, ({ destinationId, code, field }) => JSON.stringify([destinationId, code, field]))
    .values()
    .map(toGroup)
    .toArray();
}

/** The rows of those groups: the newest few of each, with what is known of all. */
export function selectFailures(workspaceId: string, filter: Omit<DeliveryFilter, "tab">) {
  const { failed, causes } = causesOf(workspaceId, filter);
  return db
    .with(failed, causes)
    .select({
      destinationId: causes.destinationId,
      destinationName: destinations.name,
      connector: destinations.connector,
      destinationState: destinations.state,
      code: causes.code,
      field: causes.field,
      count: causes.count,
      firstAt: causes.firstAt,
      lastAt: causes.lastAt,
      id: deliveries.id,
      lead: {
        id: leads.id,
        number: leads.number,
        firstName: leads.firstName,
        lastName: leads.lastName,
        email: leads.email,
        phone: leads.phone,
        company: leads.company,
      },
      attemptCount: deliveries.attemptCount,
      problem: deliveries.lastProblem,
      isOutOfTries: sql<boolean>`coalesce((
        select ${attempts.outcome} = 'retry' and ${attempts.code} = ${problemCode} from ${attempts} where ${isLastTryOf}
      ), false)`,
      at: deliveries.updatedAt,
    })
    .from(causes)
    .innerJoin(destinations, and(eq(destinations.workspaceId, workspaceId), eq(destinations.id, causes.destinationId)))
    .innerJoin(deliveries, and(eq(deliveries.workspaceId, workspaceId), sql`${deliveries.id} = any(${causes.newest})`))
    .innerJoin(leads, isLeadOf)
    .orderBy(desc(causes.lastAt), asc(causes.destinationId), asc(causes.code), asc(causes.field), desc(deliveries.id));
}

/** Materialized once and read once: the failures of a workspace come from its index of unsettled deliveries. */
function causesOf(workspaceId: string, filter: Omit<DeliveryFilter, "tab">) {
  const failed = db.$with("failed").as(
    db
      .select({
        id: deliveries.id,
        destinationId: deliveries.destinationId,
        code: problemCode.as("code"),
        field: problemField.as("field"),
        at: deliveries.updatedAt,
      })
      .from(deliveries)
      .where(deliveryConditions(workspaceId, { ...filter, tab: "failed" })),
  );
  const causes = db.$with("causes").as(
    db
      .select({
        destinationId: failed.destinationId,
        code: failed.code,
        field: failed.field,
        count: sql<number>`count(*)`.mapWith(Number).as("count"),
        firstAt: sql<Date>`min(${failed.at})`.mapWith(deliveries.updatedAt).as("first_at"),
        lastAt: sql<Date>`max(${failed.at})`.mapWith(deliveries.updatedAt).as("last_at"),
        newest: sql<string[]>`(array_agg(${failed.id} order by ${failed.id} desc))[1:${NEWEST}]`.as("newest"),
      })
      .from(failed)
      .groupBy(failed.destinationId, failed.code, failed.field)
      .orderBy(desc(sql`last_at`))
      .limit(GROUP_LIMIT),
  );
  return { failed, causes };
}

type Row = Omit<FailureGroup, "isDestinationPaused" | "field" | "problem" | "newest"> &
  Omit<FailedDelivery, "message"> & { destinationState: string; field: string; problem: DeliveryProblem | null };

function toGroup(rows: Row[]): FailureGroup {
  const [first] = rows;
  if (!first) throw new Error("A group of rows has a first one");
  const { destinationId, destinationName, connector, destinationState, code, field } = first;
  const { isOutOfTries, count, firstAt, lastAt } = first;
  return {
    destinationId,
    destinationName,
    connector,
    isDestinationPaused: destinationState === "paused",
    code,
    isOutOfTries,
    field: field || null,
    problem: first.problem ?? { code, message: "" },
    count,
    firstAt,
    lastAt,
    newest: rows.map(({ id, lead, attemptCount, problem, at }) => ({
      id,
      lead,
      attemptCount,
      message: problem?.message ?? "",
      at,
    })),
  };
}
