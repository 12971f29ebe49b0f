import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import type { LeftOut } from "#features/leads/lead-change-order.ts";
import type { Session } from "#features/people/session.ts";

/** Whose name a change bears. */
export type Author = Pick<Session, "workspaceId" | "userId">;
export type Worker = Author & Pick<Session, "role">;

/** Why a change to a lead did not happen. `changed_meanwhile`: somebody else was faster, and theirs stands. */
export type LeadRefusal =
  | "forbidden"
  | "lead_not_found"
  | "changed_meanwhile"
  | "owner_not_found"
  | "empty_note"
  | Exclude<LeftOut, "unchanged">;
export type LeadChange = { ok: true } | { ok: false; code: LeadRefusal };

/** Holds the lead until the transaction ends, so that the history tells what really was before. */
export async function lockLead(tx: Transaction, worker: Worker, number: number) {
  const [lead] = await tx
    .select({ id: leads.id, erasedAt: leads.erasedAt })
    .from(leads)
    .where(and(eq(leads.workspaceId, worker.workspaceId), eq(leads.number, number)))
    .for("update");
  return lead ?? null;
}

/** The first note, status, owner or reply is the first touch; later ones leave its time alone. */
export const firstTouch = sql<Date>`coalesce(${leads.firstTouchAt}, now())`;

export function sameLead(worker: Worker, leadId: string) {
  return and(eq(leads.workspaceId, worker.workspaceId), eq(leads.id, leadId));
}
