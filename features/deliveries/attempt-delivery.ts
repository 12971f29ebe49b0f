import { setTimeout as wait } from "node:timers/promises";
import type { Connector, Exchange, Outcome } from "#connectors/connector.ts";
import { openConnection } from "#features/deliveries/connection.ts";
import { type Lease, longestTryMs } from "#features/deliveries/lease.ts";
import { type DueDelivery, loadDelivery } from "#features/deliveries/load-delivery.ts";
import { type FinishedAttempt, type RecordResult, recordAttempt } from "#features/deliveries/record-attempt.ts";
import { type MappedLead, mapLead } from "#features/mappings/map-lead.ts";
import { DeadlineError, withDeadline } from "#lib/deadline.ts";
import { log } from "#lib/log.ts";

export type AttemptTools = {
  connectorOf?: (type: string) => Connector | null;
  now?: () => Date;
  random?: () => number;
};

const LOAD_TIMEOUT_MS = 10_000;

/** Tries to deliver what the lease is for, and records what came of it. */
export async function attemptDelivery(lease: Lease, tools: AttemptTools = {}): Promise<RecordResult> {
  const due = await withDeadline(loadDelivery(lease), LOAD_TIMEOUT_MS, "reading a delivery");
  if (!due) return { ok: false, code: "lease_lost" };

  const startedAt = performance.now();
  const exchanges: Exchange[] = [];
  const mapped = whatToSend(due);
  const outcome = await send(due, mapped, exchanges, tools);
  const attempt: FinishedAttempt = {
    outcome,
    askedWaitMs: askedWaitMs(outcome, tools.now?.() ?? new Date()),
    durationMs: Math.round(performance.now() - startedAt),
    mappingVersion: due.mappingVersion,
    values: mapped.problems.length === 0 && outcome !== MAY_HAVE_ARRIVED ? mapped.values : null,
    warnings: mapped.warnings,
    exchanges,
  };
  return recordPersistently(lease, attempt, tools);
}

type WhatToSend = Pick<MappedLead, "problems" | "warnings"> & { values: Record<string, unknown> };

function whatToSend({ lead, rows, fields, resendValues }: DueDelivery): WhatToSend {
  return resendValues ? { values: resendValues, problems: [], warnings: [] } : mapLead(lead, rows, fields);
}

async function send(
  due: DueDelivery,
  mapped: WhatToSend,
  exchanges: Exchange[],
  tools: AttemptTools,
): Promise<Outcome> {
  const unmapped = mappingRefusal(mapped);
  if (unmapped) return unmapped;

  const connection = openConnection(due.connection, { ...tools, record: (exchange) => exchanges.push(exchange) });
  if (!connection.ok) return { kind: "pause", ...UNUSABLE[connection.code] };

  const { connector, context } = connection;
  if (connector.identity === "none" && due.job.previousUnknown && due.isAutomatic) return MAY_HAVE_ARRIVED;
  try {
    const delivering = connector.deliver(context, { ...due.job, values: mapped.values });
    return await withDeadline(delivering, longestTryMs(), "a delivery");
  } catch (error) {
    if (error instanceof DeadlineError)
      return { kind: "retry", code: "timeout", message: error.message, unknown: true };
    log.error({ err: error, deliveryId: due.job.deliveryId, connector: connector.type }, "a connector failed");
    return { kind: "retry", code: "internal", message: "Buzón itself failed during this try", unknown: true };
  }
}

function mappingRefusal({ problems }: WhatToSend): Outcome | null {
  const [first] = problems;
  if (!first) return null;
  const fields = problems.map(({ field, code }) => ({ field, message: code }));
  const reason = first.code === "stopped_empty" ? "Empty, and the mapping stops such leads" : "Required, and empty";
  return { kind: "reject", code: first.code, message: `${reason}: ${first.label}`, fields };
}

/** Where nothing keeps a second try from making a second record, only a person may risk it. */
const MAY_HAVE_ARRIVED: Outcome = {
  kind: "reject",
  code: "may_have_arrived",
  message: "The answer to an earlier try was lost, so the lead may have arrived",
};

/** Nobody can send before somebody has changed something. */
const UNUSABLE = {
  unknown_connector: {
    code: "unknown_connector",
    message: "This version of Buzón does not know this kind of destination",
    cause: "config",
  },
  settings_invalid: {
    code: "settings_invalid",
    message: "The stored settings do not fit this version of Buzón",
    cause: "config",
  },
  credentials_unreadable: {
    code: "credentials_unreadable",
    message: "BUZON_SECRET no longer holds the secret that opens the stored credentials",
    cause: "auth",
  },
} as const;

/** As a span, because the destination's time and ours may differ from the database's, which counts. */
function askedWaitMs(outcome: Outcome, now: Date): number {
  return outcome.kind === "retry" && outcome.retryAt ? Math.max(0, outcome.retryAt.getTime() - now.getTime()) : 0;
}

const RECORD_TRIES = 5;
const RECORD_TIMEOUT_MS = 10_000;
const RECORD_PAUSE_MS = 1_000;

/** Patient with the database, because what is not recorded is sent again. */
async function recordPersistently(lease: Lease, attempt: FinishedAttempt, tools: AttemptTools): Promise<RecordResult> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await withDeadline(recordAttempt(lease, attempt, tools), RECORD_TIMEOUT_MS, "recording an attempt");
    } catch (error) {
      if (tried === RECORD_TRIES) throw error;
      log.warn({ err: error, deliveryId: lease.id }, "an attempt could not be recorded yet");
      await wait(RECORD_PAUSE_MS);
    }
  }
}
