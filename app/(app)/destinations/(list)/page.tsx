import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Letterbox } from "#components/ui/letterbox.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listConnectors } from "#features/destinations/list-connectors.ts";
import { listDestinations } from "#features/destinations/list-destinations.ts";
import { listNotices } from "#features/notices/list-notices.ts";
import { requireRole, requireSession } from "#features/people/require-session.ts";
import { DestinationTable } from "../destination-table.tsx";
import { GalleryDialog } from "../gallery-dialog.tsx";
import { TopNotice } from "./top-notice.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("destinations"))("title") };
}

/** Where leads go, and how each place is doing. */
export default async function DestinationsPage() {
  const session = await requireSession();
  requireRole(session, "admin", "editor");
  const [t, destinations, [notice]] = await Promise.all([
    getTranslations("destinations"),
    listDestinations(session),
    listNotices(session),
  ]);

  return (
    <>
      <PageHeader
        title={t("title")}
        detail={<span className="max-md:hidden">{t("detail")}</span>}
        actions={
          destinations.length > 0 && (
            <GalleryDialog
              connectors={listConnectors()}
              trigger={
                <Button variant="primary" icon={<Plus />}>
                  {t("add")}
                </Button>
              }
            />
          )
        }
      />
      <TopNotice notice={notice} destinations={destinations} />
      {destinations.length === 0 ? (
        <EmptyState
          art={<Letterbox letter="none" />}
          title={t("emptyTitle")}
          actions={
            <ButtonLink variant="primary" href="/destinations/new" icon={<Plus />}>
              {t("add")}
            </ButtonLink>
          }
        >
          {t("emptyText")}
        </EmptyState>
      ) : (
        <>
          <DestinationTable destinations={destinations} now={new Date()} timeZone={session.timeZone} />
          <p className="px-4 py-4 text-ink-2 text-xs md:px-6">{t("promise")}</p>
        </>
      )}
    </>
  );
}
