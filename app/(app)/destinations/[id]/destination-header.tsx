import { ArrowLeft, FlaskConical } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DestinationMark } from "#components/destination-mark.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import type { DestinationRow } from "#features/destinations/destination-row.ts";
import { HealthBadge } from "../health.tsx";
import { PauseButton } from "./pause-button.tsx";

/** Which destination this is, how it is, and its pages. */
export function DestinationHeader({
  destination: { id, connector, name, summary, health, pause },
  tab,
}: {
  destination: DestinationRow;
  tab: "overview" | "leads" | "connection";
}) {
  const t = useTranslations("destinations");
  return (
    <header className="shrink-0">
      <div className="px-4 md:px-6">
        <Link
          href="/destinations"
          className="-ml-1 inline-flex h-11 items-center gap-2 px-1 font-medium text-ink-2 text-sm hover:text-ink md:h-14"
        >
          <ArrowLeft />
          {t("title")}
        </Link>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3 pb-3">
          <DestinationMark connector={connector} size="xl" />
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-2.5">
              <h1 className="font-semibold text-xl">{name}</h1>
              <HealthBadge health={health} />
            </div>
            <p className="truncate text-ink-2 text-sm">{summary}</p>
          </div>
          <div className="ml-auto flex flex-wrap gap-2 max-md:ml-0 max-md:w-full">
            <PauseButton
              destinationId={id}
              name={name}
              isPaused={pause?.cause === "person"}
              variant={pause?.cause === "person" ? "primary" : "secondary"}
            />
            {tab === "overview" && (
              <ButtonLink href={`/destinations/${id}/mapping?test=record`} icon={<FlaskConical />}>
                {t("testRecord")}
              </ButtonLink>
            )}
          </div>
        </div>
      </div>
      <TabLinks
        label={name}
        className="px-4 md:px-6"
        tabs={[
          { href: `/destinations/${id}`, label: t("tab.overview"), active: tab === "overview" },
          { href: `/destinations/${id}/mapping`, label: t("tab.mapping"), active: false },
          { href: `/destinations/${id}/leads`, label: t("tab.leads"), active: tab === "leads" },
          { href: `/destinations/${id}/connection`, label: t("tab.connection"), active: tab === "connection" },
          { href: `/deliveries?destination=${id}`, label: t("tab.deliveries"), active: false },
        ]}
      />
    </header>
  );
}
