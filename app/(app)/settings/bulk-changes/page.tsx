import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listBulkChanges } from "#features/bulk/list-bulk-changes.ts";
import { listDestinationNames } from "#features/destinations/list-destination-names.ts";
import { listOwners } from "#features/leads/list-owners.ts";
import { requireSession } from "#features/people/require-session.ts";
import { ChangeTable } from "./change-table.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bulkChanges"))("title") };
}

/** What was done to many leads at once, by whom, and the way back. */
export default async function BulkChangesPage() {
  const session = await requireSession();
  const [t, changes, people, destinations] = await Promise.all([
    getTranslations("bulkChanges"),
    listBulkChanges(session),
    listOwners(session),
    listDestinationNames(session),
  ]);
  return (
    <>
      <PageHeader title={t("title")} back={{ href: "/settings", label: t("back") }} />
      {changes.length > 0 ? (
        <ChangeTable
          changes={changes}
          people={people}
          destinations={destinations}
          now={new Date()}
          timeZone={session.timeZone}
        />
      ) : (
        <EmptyState title={t("emptyTitle")}>
          <p>{t("emptyText")}</p>
        </EmptyState>
      )}
    </>
  );
}
