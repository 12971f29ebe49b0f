import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { validate } from "uuid";
import { getMapping } from "#features/mappings/get-mapping.ts";
import { listPreviewLeads } from "#features/mappings/list-preview-leads.ts";
import { requireRole, requireSession } from "#features/people/require-session.ts";
import { publicUrl } from "#lib/public-url.ts";
import { MappingEditor } from "./mapping-editor.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mapping"))("title") };
}

export default async function MappingPage({ params }: { params: Promise<{ id: string }> }) {
  const session = await requireSession();
  requireRole(session, "admin", "editor");
  const { id } = await params;
  if (!validate(id)) notFound();
  const [view, leads] = await Promise.all([getMapping(session, id), listPreviewLeads(session)]);
  if (!view) notFound();

  return <MappingEditor view={view} leads={leads} now={new Date()} timeZone={session.timeZone} origin={publicUrl()} />;
}
