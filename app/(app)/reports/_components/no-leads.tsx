import { useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Letterbox } from "#components/ui/letterbox.tsx";
import { type ReportScope, reportHref } from "#features/reports/report-scope.ts";
import { useReportWords } from "./use-report-words.ts";

const LONGEST = "90d";

/** Why there is nothing to report, and where there may be something. */
export function NoLeads({ scope, today }: { scope: ReportScope; today: string }) {
  const t = useTranslations("reports.empty");
  const words = useReportWords();
  const isNarrowed = Boolean(scope.offer || scope.country);
  return (
    <EmptyState
      art={<Letterbox letter="none" />}
      title={t("title", { days: words.days(scope.period, today) })}
      actions={
        isNarrowed ? (
          <ButtonLink href={reportHref({ received: scope.received })}>{t("widen")}</ButtonLink>
        ) : scope.received === LONGEST ? (
          <ButtonLink href="/inbox">{t("inbox")}</ButtonLink>
        ) : (
          <ButtonLink href={reportHref({ received: LONGEST })}>{t("longer")}</ButtonLink>
        )
      }
    >
      <p>{t(isNarrowed ? "narrowed" : "text")}</p>
    </EmptyState>
  );
}
