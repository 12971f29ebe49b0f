import { useFormatter, useTranslations } from "next-intl";
import type { Count } from "#features/leads/count-leads.ts";

/** "1,248", and "10,000+" where counting stopped. */
export function useCount() {
  const t = useTranslations("inbox");
  const format = useFormatter();
  return ({ count, isMore }: Count): string => (isMore ? t("moreThan", { count }) : format.number(count));
}
