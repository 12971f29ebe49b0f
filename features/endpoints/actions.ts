"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { createEndpoint } from "#features/endpoints/create-endpoint.ts";
import { findLeadOfReceipt } from "#features/endpoints/find-lead-of-receipt.ts";
import { type Arrival, latestArrival } from "#features/endpoints/latest-arrival.ts";
import { sendTestLead, type TestLeadResult } from "#features/endpoints/send-test-lead.ts";
import { requireRole, requireSession } from "#features/people/require-session.ts";
import type { Session } from "#features/people/session.ts";

export type AddEndpointState = { code: "name_missing" } | null;

const endpointForm = z.object({ name: z.string().trim().min(1).max(80) });

export async function addEndpoint(_previous: AddEndpointState, form: FormData): Promise<AddEndpointState> {
  const session = await requireSession();
  requireRole(session, "admin");
  const read = endpointForm.safeParse(Object.fromEntries(form));
  if (!read.success) return { code: "name_missing" };
  const { id } = await createEndpoint(session.workspaceId, read.data.name);
  redirect(`/endpoints/${id}`);
}

export async function sendTestLeadTo(endpointId: string): Promise<TestLeadResult> {
  const session = await requireEndpointRights();
  const sent = await sendTestLead(session, z.uuid().parse(endpointId));
  revalidatePath("/", "layout");
  return sent;
}

/** Whether the test lead is in the inbox yet. */
export async function findTestLead(receiptId: string): Promise<number | null> {
  return findLeadOfReceipt(await requireEndpointRights(), z.uuid().parse(receiptId));
}

/** What came last from outside; asked every few seconds by the page that waits for it. */
export async function readLatestArrival(endpointId: string): Promise<Arrival | null> {
  return latestArrival(await requireEndpointRights(), z.uuid().parse(endpointId));
}

async function requireEndpointRights(): Promise<Session> {
  const session = await requireSession();
  requireRole(session, "admin", "editor");
  return session;
}
