import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button.tsx";
import type { ScopeChoices } from "#features/reports/list-choices.ts";
import { PRESETS, presetValue } from "#features/reports/period.ts";
import { type ReportScope, reportHref } from "#features/reports/report-scope.ts";
import { ChoiceMenu } from "./choice-menu.tsx";
import { PeriodMenu } from "./period-menu.tsx";
import { useReportWords } from "./use-report-words.ts";

/** Which days, offer and country the report is about, and its figures as a file. */
export function ScopeBar({
  scope,
  choices,
  today,
  timeZone,
  isEmpty,
}: {
  scope: ReportScope;
  choices: ScopeChoices;
  today: string;
  timeZone: string;
  isEmpty: boolean;
}) {
  const t = useTranslations("reports");
  const words = useReportWords();
  const { received, period, offer, country } = scope;
  return (
    <>
      <PeriodMenu
        label={words.days(period, today)}
        period={period}
        presets={PRESETS.map((preset) => {
          const value = presetValue(preset, today);
          return { preset, href: reportHref({ ...scope, received: value }), isChosen: value === received };
        })}
        today={today}
        kept={{ ...(offer && { offer }), ...(country && { country }) }}
        timeZone={timeZone}
      />
      {choiceMenu("offer", choices.offers)}
      {choiceMenu("country", choices.countries)}
      {!isEmpty && (
        <ButtonLink href={reportHref(scope, "/reports/export")} download prefetch={false} icon={<Download />}>
          {t("export")}
        </ButtonLink>
      )}
    </>
  );

  function choiceMenu(field: "offer" | "country", values: string[]) {
    const chosen = scope[field];
    const choice = (value: string | undefined, label: string) => ({
      key: value ?? "",
      label,
      href: reportHref({ ...scope, [field]: value }),
      isChosen: value === chosen,
    });
    // What is chosen can be taken back also where the period has none of it.
    const all = chosen && !values.includes(chosen) ? [chosen, ...values] : values;
    return (
      <ChoiceMenu
        label={chosen ? t(`${field}.chosen`, { value: words[field](chosen) }) : t(`${field}.any`)}
        all={choice(undefined, t(`${field}.any`))}
        choices={all.map((value) => choice(value, words[field](value)))}
      />
    );
  }
}
