import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { countDeliveries } from "#features/deliveries/count-deliveries.ts";
import { getDelivery } from "#features/deliveries/get-delivery.ts";
import { listDeliveries } from "#features/deliveries/list-deliveries.ts";
import { listDestinationNames } from "#features/destinations/list-destination-names.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import { requireSession } from "#features/people/require-session.ts";
import { DeliveryList } from "./delivery-list.tsx";
import { DeliveryPanel } from "./delivery-panel.tsx";
import { readView, type SearchParams, viewHref } from "./delivery-view.ts";
import { DestinationFilter } from "./destination-filter.tsx";
import { NoDeliveries } from "./no-deliveries.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("deliveries"))("title") };
}

/** What each destination did with each lead. */
export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const session = await requireSession();
  const view = readView(await searchParams);
  const { tab, destination, before } = view;
  const [t, counts, page, delivery, destinations] = await Promise.all([
    getTranslations("deliveries"),
    countDeliveries(session),
    listDeliveries(session, { tab, before, destinationId: destination }),
    view.delivery ? getDelivery(session, view.delivery) : null,
    listDestinationNames(session),
  ]);
  const [now, { timeZone }] = [new Date(), session];

  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <PageHeader title={t("title")} detail={<span className="max-md:hidden">{t("detail")}</span>}>
          <TabLinks
            label={t("title")}
            className="px-4 md:px-6"
            tabs={[
              { href: viewHref({ tab: "all", destination }), label: t("tab.all"), active: tab === "all" },
              {
                href: viewHref({ tab: "waiting", destination }),
                label: t("tab.waiting"),
                count: counts.waiting,
                active: tab === "waiting",
              },
              {
                href: viewHref({ tab: "failed", destination }),
                label: t("tab.failed"),
                count: counts.failed,
                active: tab === "failed",
              },
            ]}
          />
        </PageHeader>
        {destinations.length > 1 && <DestinationFilter destinations={destinations} view={view} />}
        {page.rows.length === 0 ? (
          <NoDeliveries session={session} view={view} now={now} />
        ) : (
          <DeliveryList view={view} page={page} now={now} timeZone={timeZone} />
        )}
      </div>
      {delivery && (
        <DeliveryPanel
          key={delivery.id}
          view={view}
          delivery={delivery}
          mayAct={mayChangeForwarding(session)}
          now={now}
          timeZone={timeZone}
        />
      )}
    </div>
  );
}
