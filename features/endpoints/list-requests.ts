import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { validate } from "uuid";
import { db } from "#db/client.ts";
import { leads, receipts } from "#db/schema.ts";
import type { RequestResult } from "#features/endpoints/request-result.ts";
import { answerStatus } from "#features/intake/answer-status.ts";
import type { ReceiptState } from "#features/intake/keep-receipt.ts";
import type { Session } from "#features/people/session.ts";

const PAGE_SIZE = 50;

export type RequestRow = {
  id: string;
  receivedAt: Date;
  state: ReceiptState;
  /** What the sender was answered. */
  status: number;
  /** Why it could not be read; `code` as in docs/api.md. */
  problem: { code: string; line?: number; column?: number } | null;
  /** The lead it became or repeats. */
  lead: {
    number: number;
    firstName: string | null;
    lastName: string | null;
    email: string | null;
    isTest: boolean;
  } | null;
  /** As sent, before decompression. */
  bodyBytes: number;
  /** Empty when it is not known. */
  remoteAddress: string;
};

export type RequestPage = {
  rows: RequestRow[];
  /** Goes back in as `after`; null when the newest request is on this page. */
  newer: string | null;
  /** Goes back in as `before`; null when the oldest request is on this page. */
  older: string | null;
};

/** What is listed: one result or all, from a cursor of an earlier page on. A cursor that is none is passed over. */
export type RequestPlace = { result?: RequestResult; before?: string; after?: string };

/** What came to one endpoint with a valid key, newest first, a page at a time. */
export async function listRequests(
  session: Session,
  endpointId: string,
  { result, before, after }: RequestPlace = {},
  pageSize = PAGE_SIZE,
): Promise<RequestPage> {
  const where = and(
    eq(receipts.workspaceId, session.workspaceId),
    eq(receipts.endpointId, endpointId),
    result && hasResult(result),
  );
  const [newerThan, olderThan] = [readCursor(after), readCursor(before)];

  if (newerThan) {
    const found = await selectRows(and(where, sql`(${receipts.receivedAt}, ${receipts.id}) > ${newerThan}`), {
      order: "oldest",
      limit: pageSize + 1,
    });
    // Fewer than a page before this one means that this is the beginning, which is shown whole.
    if (found.length <= pageSize) return listRequests(session, endpointId, { result }, pageSize);
    const rows = found.slice(0, pageSize).reverse();
    return toPage(rows, { hasNewer: true, hasOlder: true });
  }

  const found = await selectRows(
    and(where, olderThan ? sql`(${receipts.receivedAt}, ${receipts.id}) < ${olderThan}` : undefined),
    { order: "newest", limit: pageSize + 1 },
  );
  return toPage(found.slice(0, pageSize), { hasNewer: olderThan !== null, hasOlder: found.length > pageSize });
}

/** Values stand in the text and not beside it, so that Postgres sees which index they are about. */
export function hasResult(result: RequestResult): SQL {
  return {
    accepted: sql`${receipts.state} in ('pending', 'lead')`,
    repeat: sql`${receipts.state} = 'repeat'`,
    rejected: sql`${receipts.state} in ('unreadable', 'too_large')`,
  }[result];
}

async function selectRows(
  where: SQL | undefined,
  { order, limit }: { order: "newest" | "oldest"; limit: number },
): Promise<RequestRow[]> {
  const direction = order === "newest" ? desc : asc;
  const rows = await db
    .select({
      id: receipts.id,
      receivedAt: receipts.receivedAt,
      state: receipts.state,
      problem: receipts.problem,
      lead: {
        number: leads.number,
        firstName: leads.firstName,
        lastName: leads.lastName,
        email: leads.email,
        isTest: leads.isTest,
      },
      bodyBytes: receipts.bodyBytes,
      remoteAddress: receipts.remoteAddress,
    })
    .from(receipts)
    .leftJoin(leads, and(eq(leads.workspaceId, receipts.workspaceId), eq(leads.id, receipts.leadId)))
    .where(where)
    .orderBy(direction(receipts.receivedAt), direction(receipts.id))
    .limit(limit);
  return rows.map((row) => ({ ...row, status: answerStatus(row.state, row.problem?.code) }));
}

function toPage(rows: RequestRow[], { hasNewer, hasOlder }: { hasNewer: boolean; hasOlder: boolean }): RequestPage {
  const [first, last] = [rows.at(0), rows.at(-1)];
  return { rows, newer: hasNewer && first ? cursorOf(first) : null, older: hasOlder && last ? cursorOf(last) : null };
}

/** Receipts get their time from the server's clock, in whole milliseconds, so nothing is lost on the way. */
function cursorOf({ receivedAt, id }: RequestRow): string {
  return `${receivedAt.toISOString()}_${id}`;
}

function readCursor(cursor: string | undefined): SQL | null {
  const [receivedAt = "", id = ""] = (cursor ?? "").split("_");
  if (!validate(id) || Number.isNaN(Date.parse(receivedAt))) return null;
  return sql`(${new Date(receivedAt).toISOString()}::timestamptz, ${id}::uuid)`;
}
