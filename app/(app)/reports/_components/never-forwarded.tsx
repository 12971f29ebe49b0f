import { useTranslations } from "next-intl";
import { use } from "react";
import type { ForwardingCounts } from "#features/reports/count-forwarding.ts";
import { FigureDetail } from "./figure.tsx";

/** Whether leads of people who are not to be contacted were sent on all the same. Claims no more than the tries say. */
export function NeverForwarded({ forwarding }: { forwarding: Promise<ForwardingCounts> }) {
  const t = useTranslations("reports.figure");
  const { doNotContactTried: tried, doNotContactDelivered: delivered } = use(forwarding).totals.current;
  if (delivered > 0) return <FigureDetail>{t("forwarded", { count: delivered })}</FigureDetail>;
  return <FigureDetail>{tried > 0 ? t("tried", { count: tried }) : t("neverForwarded")}</FigureDetail>;
}
