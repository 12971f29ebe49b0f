import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listEndpoints } from "#features/endpoints/list-endpoints.ts";
import { requireRole, requireSession } from "#features/people/require-session.ts";
import { AddEndpointDialog } from "./add-endpoint-dialog.tsx";
import { EndpointTable } from "./endpoint-table.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("endpoints"))("title") };
}

/** Every endpoint of the workspace, and the way to add one. */
export default async function EndpointsPage() {
  const session = await requireSession();
  requireRole(session, "admin", "editor");
  const [t, rows] = await Promise.all([getTranslations("endpoints"), listEndpoints(session)]);

  return (
    <>
      <PageHeader title={t("title")} actions={session.role === "admin" && <AddEndpointDialog />} />
      <p className="max-w-190 px-4 py-4 text-ink-2 text-sm md:px-6">{t("intro")}</p>
      <EndpointTable rows={rows} now={new Date()} timeZone={session.timeZone} />
    </>
  );
}
