import { useTranslations } from "next-intl";
import { periodBefore } from "#features/reports/period.ts";
import type { ReportScope } from "#features/reports/report-scope.ts";
import { useReportWords } from "./use-report-words.ts";

/** What the figures are measured by. */
export function ReportNote({ scope, today, timeZone }: { scope: ReportScope; today: string; timeZone: string }) {
  const t = useTranslations("reports");
  const words = useReportWords();
  const days = words.days(periodBefore(scope.period), today);
  return (
    <p className="pb-6 text-ink-3 text-xs">
      {t("note", { days, running: String(scope.period.to === today), zone: timeZone })}
    </p>
  );
}
