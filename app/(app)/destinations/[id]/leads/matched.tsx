import { useTranslations } from "next-intl";

/** "matched 12 of the last 100" */
export function Matched({ matched, total }: { matched: number; total: number }) {
  const t = useTranslations("routing");
  return (
    <span className="min-w-42 text-right text-ink-2 text-xs tabular-nums max-md:text-left">
      {total === 0 ? t("noLeads") : t("matched", { matched, total })}
    </span>
  );
}
