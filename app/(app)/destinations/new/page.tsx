import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getConnectorView, listConnectors } from "#features/destinations/list-connectors.ts";
import { requireRole, requireSession } from "#features/people/require-session.ts";
import { Gallery } from "../gallery.tsx";
import { AddDestination } from "./add-destination.tsx";

type Props = { searchParams: Promise<{ connector?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("destinations"))("galleryTitle") };
}

/** First what kind of destination, then its form. */
export default async function NewDestinationPage({ searchParams }: Props) {
  const session = await requireSession();
  requireRole(session, "admin", "editor");
  const t = await getTranslations("destinations");
  const { connector: type } = await searchParams;
  const connector = typeof type === "string" ? getConnectorView(type) : null;

  return connector ? (
    <>
      <PageHeader
        title={t("connect", { name: connector.label })}
        back={{ href: "/destinations/new", label: t("galleryTitle") }}
      />
      <AddDestination connector={connector} />
    </>
  ) : (
    <>
      <PageHeader title={t("galleryTitle")} back={{ href: "/destinations", label: t("title") }} />
      <div className="m-4 max-w-250 overflow-hidden rounded-xl border border-line md:m-6">
        <Gallery connectors={listConnectors()} />
      </div>
    </>
  );
}
