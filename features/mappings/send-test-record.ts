import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import type { Exchange, Job, Outcome, TargetField } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import { auditEvents, testRecords } from "#db/schema.ts";
import { type Connection, type ConnectionTools, openConnection } from "#features/deliveries/connection.ts";
import type { DeliveryProblem } from "#features/deliveries/delivery-view.ts";
import { longestTryMs } from "#features/deliveries/lease.ts";
import { storableOutcome } from "#features/deliveries/storable-outcome.ts";
import type { MappedValue } from "#features/mappings/convert-value.ts";
import { findSample, findTestable } from "#features/mappings/find-testable.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import { type FieldIssue, type MappedLead, mapLead } from "#features/mappings/map-lead.ts";
import { markTestRecord } from "#features/mappings/mark-test-record.ts";
import { testRequest } from "#features/mappings/test-request.ts";
import type { Session } from "#features/people/session.ts";
import { DeadlineError, withDeadline } from "#lib/deadline.ts";
import { log } from "#lib/log.ts";

export type SentValue = { field: string; label: string; value: MappedValue; text: string };

export type SendTestResult =
  /** `isNew`: false when the destination filled in a record it had, which is not ours to delete. */
  | { ok: true; id: string; isNew: boolean; url: string | null; values: SentValue[]; warnings: string[]; call: Call }
  | { ok: false; code: "forbidden" | "not_found" | "lead_not_found" | "nothing_mapped" | "nothing_to_mark" }
  | { ok: false; code: "unknown_connector" | "settings_invalid" | "credentials_unreadable" }
  /** The mapping leaves a field empty that must not be: nothing was sent. */
  | { ok: false; code: "incomplete"; issues: FieldIssue[] }
  /** `mayExist`: no answer came, so there may be a record all the same; it is listed to be deleted. */
  | { ok: false; code: "refused"; problem: DeliveryProblem; mayExist: boolean; call: Call };

/** What went over the wire, without secrets. */
type Call = { exchanges: Exchange[]; durationMs: number };

/**
 * Makes a real record at the destination from this lead with the draft mapping, or the live one where there is no
 * draft. The record is marked (mark-test-record.ts) and has an id of its own, so no delivery and no lead is touched.
 * The row that allows to delete it is written before the call: a crash in between leaves nothing that nobody knows of.
 */
export async function sendTestRecord(
  session: Session,
  destinationId: string,
  leadId: string,
  tools: ConnectionTools = {},
): Promise<SendTestResult> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const [destination, lead] = await Promise.all([findTestable(session, destinationId), findSample(session, leadId)]);
  if (!destination) return { ok: false, code: "not_found" };
  if (!lead) return { ok: false, code: "lead_not_found" };

  const mapped = mapLead(lead, destination.rows, destination.fields);
  if (mapped.problems.length > 0) return { ok: false, code: "incomplete", issues: mapped.problems };
  if (Object.keys(mapped.values).length === 0) return { ok: false, code: "nothing_mapped" };
  const id = v7();
  const values = markTestRecord(mapped.values, destination.fields, id);
  if (!values) return { ok: false, code: "nothing_to_mark" };

  const exchanges: Exchange[] = [];
  const connection = openConnection(destination.connection, { ...tools, record: (each) => exchanges.push(each) });
  if (!connection.ok) return connection;

  const { workspaceId, userId } = session;
  await db.insert(testRecords).values({ workspaceId, id, destinationId, leadId, values, createdBy: userId });
  const startedAt = performance.now();
  const now = connection.context.now();
  const outcome = await deliver(connection, {
    deliveryId: id,
    attempt: 1,
    firstAttemptAt: now,
    previousUnknown: false,
    values,
    whenExists: {},
    original: testRequest(id),
    receivedAt: lead.receivedAt,
  });
  const call = { exchanges, durationMs: Math.round(performance.now() - startedAt) };
  await keepOutcome(session, { id, destinationId, leadId }, outcome);
  return resultOf(id, outcome, sentValues(values, mapped, destination.fields), call);
}

async function deliver({ connector, context }: Connection, job: Job): Promise<Outcome> {
  try {
    return storableOutcome(await withDeadline(connector.deliver(context, job), longestTryMs(), "a test record"));
  } catch (error) {
    if (error instanceof DeadlineError)
      return { kind: "retry", code: "timeout", message: error.message, unknown: true };
    log.error({ err: error, testRecordId: job.deliveryId, connector: connector.type }, "a connector failed");
    return { kind: "retry", code: "internal", message: "Buzón itself failed", unknown: true };
  }
}

type Kept = { id: string; destinationId: string; leadId: string };

/** The row stays as long as there is, or may be, a record of ours to delete. */
async function keepOutcome({ workspaceId, userId }: Session, { id, ...about }: Kept, outcome: Outcome): Promise<void> {
  const isRecord = and(eq(testRecords.workspaceId, workspaceId), eq(testRecords.id, id));
  const details = { testRecordId: id, ...about, outcome: outcome.kind };
  await db.transaction(async (tx) => {
    if (!mayBeOurs(outcome)) await tx.delete(testRecords).where(isRecord);
    else if (outcome.kind === "delivered") {
      const { externalId = null, url: externalUrl = null } = outcome;
      await tx.update(testRecords).set({ externalId, externalUrl }).where(isRecord);
    }
    await tx.insert(auditEvents).values({ workspaceId, id: v7(), userId, action: "test_record.sent", details });
  });
}

function mayBeOurs(outcome: Outcome): boolean {
  if (outcome.kind === "delivered") return outcome.created !== false;
  return outcome.kind === "retry" && outcome.unknown === true;
}

function resultOf(id: string, outcome: Outcome, values: SentValue[], call: Call): SendTestResult {
  if (outcome.kind === "delivered") {
    const { url = null, warnings = [] } = outcome;
    return { ok: true, id, isNew: outcome.created !== false, url, values, warnings, call };
  }
  const { code, message } = outcome;
  const fields = outcome.kind === "reject" ? outcome.fields : undefined;
  const problem = { code, message, ...(fields && { fields }) };
  return { ok: false, code: "refused", problem, mayExist: mayBeOurs(outcome), call };
}

/** In the mapping's order, choices by their label. */
function sentValues(values: Record<string, MappedValue>, { results }: MappedLead, fields: TargetField[]): SentValue[] {
  return Object.entries(values).map(([field, value]) => {
    const label = fields.find(({ name }) => name === field)?.label ?? field;
    const result = results[field];
    return { field, label, value, text: result?.value === value ? result.text : String(value) };
  });
}
