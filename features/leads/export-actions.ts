"use server";
import { z } from "zod";
import { contactableOnly } from "#features/leads/contactable-only.ts";
import { type Count, countLeads } from "#features/leads/count-leads.ts";
import { hasMoreThan, MAX_XLSX_LEADS } from "#features/leads/export-leads.ts";
import { cancelExport, type ExportState, getExport } from "#features/leads/export-progress.ts";
import { mayExportLeads } from "#features/leads/lead-rights.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";
import { requireSession } from "#features/people/require-session.ts";
import type { Session } from "#features/people/session.ts";

/** How many leads of the filter would go into a file, and how many without those who must not be contacted. */
export async function countExportAction(filter: string): Promise<{ all: Count; contactable: Count }> {
  const session = await requireExporter();
  const { filter: asked } = parseFilter(z.string().parse(filter));
  const now = new Date();
  const [all, contactable] = await Promise.all([
    countLeads(session, asked, now),
    countLeads(session, contactableOnly(asked), now),
  ]);
  return { all, contactable };
}

/** Whether a sheet has rows enough: asked before the file is, so that nobody waits for one that cannot be. */
export async function fitsSheetAction(filter: string, isContactable: boolean): Promise<boolean> {
  const session = await requireExporter();
  const { filter: asked } = parseFilter(z.string().parse(filter));
  const meant = z.boolean().parse(isContactable) ? contactableOnly(asked) : asked;
  return !(await hasMoreThan(MAX_XLSX_LEADS, session, meant, new Date()));
}

export async function readExportAction(id: string): Promise<ExportState | null> {
  return getExport(await requireExporter(), z.uuid().parse(id));
}

export async function cancelExportAction(id: string): Promise<void> {
  await cancelExport(await requireExporter(), z.uuid().parse(id));
}

async function requireExporter(): Promise<Session> {
  const session = await requireSession();
  if (!mayExportLeads(session.role)) throw new Error("The dialog is only shown to those who may export");
  return session;
}
