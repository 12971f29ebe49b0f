import { getTranslations } from "next-intl/server";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Letterbox } from "#components/ui/letterbox.tsx";
import { countDelivered } from "#features/deliveries/count-delivered.ts";
import type { Session } from "#features/people/session.ts";
import { type DeliveryView, viewHref } from "./delivery-view.ts";

const PERIOD_DAYS = 30;

/** Nothing on this tab: what would stand here, and whether that is good news. */
export async function NoDeliveries({ session, view, now }: { session: Session; view: DeliveryView; now: Date }) {
  const t = await getTranslations("deliveries.empty");
  const since = new Date(now.getTime() - PERIOD_DAYS * 24 * 3600 * 1000);
  const isFiltered = view.destination !== undefined || view.before !== undefined;
  return (
    <EmptyState
      art={<Letterbox letter={view.tab === "all" ? "expected" : "none"} />}
      title={t(`${view.tab}.title`)}
      actions={isFiltered && <ButtonLink href={viewHref({ tab: view.tab })}>{t("showAll")}</ButtonLink>}
    >
      {view.tab === "failed"
        ? t("failed.text", { count: await countDelivered(session, since), days: PERIOD_DAYS })
        : t(`${view.tab}.text`)}
    </EmptyState>
  );
}
