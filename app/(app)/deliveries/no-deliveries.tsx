import { getTranslations } from "next-intl/server";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Letterbox } from "#components/ui/letterbox.tsx";
import { countDelivered } from "#features/deliveries/count-delivered.ts";
import { isNarrowed } from "#features/deliveries/delivery-filter.ts";
import type { Session } from "#features/people/session.ts";
import { type DeliveryView, filterOf, viewHref } from "./delivery-view.ts";

const PERIOD_DAYS = 30;

/** Nothing on this tab: what would stand here, and whether that is good news. */
export async function NoDeliveries({ session, view, now }: { session: Session; view: DeliveryView; now: Date }) {
  const t = await getTranslations("deliveries.empty");
  const { tab, replay } = view;
  const filter = filterOf(view);
  if (isNarrowed(filter) || view.before) {
    const hasMore = isNarrowed({ ...filter, replay: undefined });
    return (
      <EmptyState
        art={<Letterbox letter="none" />}
        title={t("filtered.title")}
        actions={<ButtonLink href={viewHref({ tab, replay: hasMore ? replay : undefined })}>{t("clear")}</ButtonLink>}
      >
        {t("filtered.text")}
      </EmptyState>
    );
  }
  const since = new Date(now.getTime() - PERIOD_DAYS * 24 * 3600 * 1000);
  return (
    <EmptyState art={<Letterbox letter={tab === "all" ? "expected" : "none"} />} title={t(`${tab}.title`)}>
      {tab === "failed"
        ? t("failed.text", { count: await countDelivered(session, since), days: PERIOD_DAYS })
        : t(`${tab}.text`)}
    </EmptyState>
  );
}
