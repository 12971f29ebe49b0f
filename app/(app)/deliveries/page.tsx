import { Send } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { countDeliveries } from "#features/deliveries/count-deliveries.ts";
import { isNarrowed } from "#features/deliveries/delivery-filter.ts";
import { getDelivery } from "#features/deliveries/get-delivery.ts";
import { getReplay, listRunningReplays } from "#features/deliveries/get-replay.ts";
import { listDestinationNames } from "#features/destinations/list-destination-names.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import { requireSession } from "#features/people/require-session.ts";
import { DeliveryPanel } from "./delivery-panel.tsx";
import { filterOf, readView, type SearchParams, viewHref } from "./delivery-view.ts";
import { Failures } from "./failures.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { ListedDeliveries } from "./listed-deliveries.tsx";
import { ReplayDialog } from "./replay-dialog.tsx";
import { ReplayProgress } from "./replay-progress.tsx";
import { RunningReplays } from "./running-replays.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("deliveries"))("title") };
}

/** What each destination did with each lead. */
export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const session = await requireSession();
  const view = readView(await searchParams);
  const filter = filterOf(view);
  // A tab keeps what was searched for, but has states of its own and shows no bulk sending.
  const { tab, state: _, replay: __, ...kept } = filter;
  const clock = { now: new Date(), timeZone: session.timeZone };
  const [t, counts, delivery, replay, running, destinations] = await Promise.all([
    getTranslations("deliveries"),
    countDeliveries(session, kept),
    view.delivery ? getDelivery(session, view.delivery) : null,
    view.replay ? getReplay(session, view.replay) : null,
    listRunningReplays(session, clock.now),
    listDestinationNames(session),
  ]);
  const mayAct = mayChangeForwarding(session);
  const count = { all: undefined, waiting: counts.waiting, failed: counts.failed };
  const isByCause = tab === "failed" && !filter.code && !filter.replay;

  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <PageHeader title={t("title")} detail={<span className="max-md:hidden">{t("detail")}</span>}>
          <TabLinks
            label={t("title")}
            className="px-4 md:px-6"
            tabs={(["all", "waiting", "failed"] as const).map((each) => ({
              href: viewHref({ ...kept, tab: each }),
              label: t(`tab.${each}`),
              count: count[each],
              active: tab === each && !view.replay,
            }))}
          />
        </PageHeader>
        {replay ? (
          <ReplayProgress view={view} replay={replay} mayAct={mayAct} {...clock} />
        ) : (
          <RunningReplays running={running} />
        )}
        <FilterBar filter={filter} destinations={destinations}>
          {mayAct && !isByCause && (isNarrowed(filter) || tab === "waiting") && (
            <ReplayDialog
              filter={filter}
              trigger={
                <Button variant="ghost" icon={<Send />}>
                  {t("sendAllAgain")}
                </Button>
              }
            />
          )}
        </FilterBar>
        {isByCause ? (
          <Failures session={session} view={view} count={counts.failed} mayAct={mayAct} {...clock} />
        ) : (
          <ListedDeliveries session={session} view={view} {...clock} />
        )}
      </div>
      {delivery && <DeliveryPanel key={delivery.id} view={view} delivery={delivery} mayAct={mayAct} {...clock} />}
    </div>
  );
}
