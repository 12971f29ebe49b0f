import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { validate } from "uuid";
import { getMapping } from "#features/mappings/get-mapping.ts";
import { listPreviewLeads } from "#features/mappings/list-preview-leads.ts";
import { listTestRecords } from "#features/mappings/list-test-records.ts";
import { listVersions } from "#features/mappings/list-versions.ts";
import { requireRole, requireSession } from "#features/people/require-session.ts";
import { publicUrl } from "#lib/public-url.ts";
import { MappingEditor } from "./mapping-editor.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mapping"))("title") };
}

type Props = {
  params: Promise<{ id: string }>;
  /** `lead`: the number of the lead to show first. `test=record`: to send a test record at once. */
  searchParams: Promise<{ lead?: string | string[]; test?: string | string[] }>;
};

export default async function MappingPage({ params, searchParams }: Props) {
  const session = await requireSession();
  requireRole(session, "admin", "editor");
  const { id } = await params;
  if (!validate(id)) notFound();
  const { lead, test } = await searchParams;
  const shown = leadNumber(lead);
  const [view, leads, versions, testRecords] = await Promise.all([
    getMapping(session, id),
    listPreviewLeads(session, shown),
    listVersions(session, id),
    listTestRecords(session, id),
  ]);
  if (!view) notFound();

  return (
    <MappingEditor
      view={view}
      leads={leads}
      shown={shown}
      opensTestRecord={test === "record"}
      versions={versions}
      testRecords={testRecords}
      now={new Date()}
      timeZone={session.timeZone}
      origin={publicUrl()}
    />
  );
}

function leadNumber(text: string | string[] | undefined): number | undefined {
  return typeof text === "string" && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
