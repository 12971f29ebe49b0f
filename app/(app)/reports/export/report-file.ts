import { getTranslations } from "next-intl/server";
import type { LeadAction, Marketplace } from "#features/leads/lead-words.ts";
import { type ForwardingCounts, OUTCOMES } from "#features/reports/count-forwarding.ts";
import type { Report } from "#features/reports/get-report.ts";
import { shareOf } from "#features/reports/share-of.ts";
import type { Locale } from "#i18n/locale.ts";
import { ByteWriter } from "#lib/byte-writer.ts";
import { type CsvDelimiter, csvRows } from "#lib/csv.ts";

/** Spreadsheets in Spanish take a comma for the decimal point. */
const DIALECTS: Record<Locale, { delimiter: CsvDelimiter; point: string }> = {
  es: { delimiter: ";", point: "," },
  en: { delimiter: ",", point: "." },
};

/** The figures of a report, one in each line, as spreadsheets open them. */
export async function reportFile(
  report: Report,
  forwarding: ForwardingCounts,
  locale: Locale,
): Promise<Uint8Array<ArrayBuffer>> {
  const t = await getTranslations("reports.file");
  const { delimiter, point } = DIALECTS[locale];
  const number = (value: number) => String(Math.round(value * 10) / 10).replace(".", point);
  const out = new ByteWriter();
  const file = csvRows(out, "spreadsheet", delimiter);
  file.head([t("section"), t("item"), t("detail"), t("value"), t("share")]);
  for (const { section, item, detail = "", value, whole } of await linesOf(report, forwarding, locale)) {
    const share = whole === undefined ? null : shareOf(value ?? 0, whole);
    for (const cell of [
      section,
      item,
      detail,
      value === null ? "" : number(value),
      share === null ? "" : number(share * 100),
    ]) {
      const bytes = Buffer.from(cell);
      file.text(bytes, 0, bytes.length);
    }
    file.endRow();
  }
  file.end();
  return new Uint8Array(out.take());
}

/** `whole`: what the value is a share of. */
type Line = { section: string; item: string; detail?: string; value: number | null; whole?: number };

async function linesOf(
  { scope, timeline, totals, groups }: Report,
  forwarding: ForwardingCounts,
  locale: Locale,
): Promise<Line[]> {
  const [t, figure, touch, outcome, words] = await Promise.all([
    getTranslations("reports"),
    getTranslations("reports.figure"),
    getTranslations("reports.touch"),
    getTranslations("reports.delivered.outcome"),
    valueWords(locale),
  ]);
  const { current } = totals;
  const all = current.received;
  const sent = forwarding.totals.current;
  const figures = t("file.figures");
  const perSpan = t(`perDay.title.${timeline.grain}`);
  return [
    { section: figures, item: t("period.label"), detail: `${scope.period.from}..${scope.period.to}`, value: null },
    ...(scope.offer
      ? [{ section: figures, item: t("offer.column"), detail: words.offer(scope.offer), value: null }]
      : []),
    ...(scope.country
      ? [{ section: figures, item: t("country.column"), detail: words.country(scope.country), value: null }]
      : []),
    { section: figures, item: figure("received"), value: all },
    {
      section: figures,
      item: t("file.touchMinutes"),
      value: current.medianTouchSeconds === null ? null : current.medianTouchSeconds / 60,
    },
    { section: figures, item: figure("qualified"), value: current.qualified, whole: all },
    { section: figures, item: figure("firstTry"), value: sent.atFirstTry, whole: sent.settled },
    { section: figures, item: figure("doNotContact"), value: current.doNotContact, whole: all },
    ...timeline.spans.flatMap(({ from }, index): Line[] => {
      const counts = groups.perSpan.filter(({ span }) => span === index);
      const total = counts.reduce((sum, { count }) => sum + count, 0);
      return [
        { section: perSpan, item: from, detail: t("perDay.all"), value: total, whole: all },
        ...counts.map(({ action, count }) => ({
          section: perSpan,
          item: from,
          detail: words.action(action),
          value: count,
          whole: all,
        })),
      ];
    }),
    ...groups.byOffer.values.map(({ value, count }) => ({
      section: t("offer.title"),
      item: words.offer(value),
      value: count,
      whole: all,
    })),
    ...groups.byMarketplace.map(({ action, marketplace, count }) => ({
      section: t("matrix.title"),
      item: words.action(action),
      detail: words.marketplace(marketplace),
      value: count,
      whole: all,
    })),
    ...groups.byCountry.values.map(({ value, count }) => ({
      section: t("country.title"),
      item: words.country(value),
      value: count,
      whole: all,
    })),
    ...(["1h", "4h", "24h", "late", "none"] as const).map((value) => ({
      section: touch("title"),
      item: touch(`value.${value}`),
      value: groups.byTouch.find((group) => group.value === value)?.count ?? 0,
      whole: all,
    })),
    ...forwarding.destinations.flatMap((destination) =>
      OUTCOMES.map((each) => ({
        section: t("delivered.title"),
        item: destination.name,
        detail: outcome(each),
        value: destination[each],
        ...(each === "delivered" && { whole: destination.delivered + destination.failed }),
      })),
    ),
  ];
}

async function valueWords(locale: Locale) {
  const [t, actions, marketplaces, missing] = await Promise.all([
    getTranslations("reports.file"),
    getTranslations("action"),
    getTranslations("marketplace"),
    getTranslations("missing"),
  ]);
  const countries = new Intl.DisplayNames(locale, { type: "region", fallback: "code" });
  const offer = (value: string) => (value === "none" ? missing("value") : value);
  return {
    action: (value: LeadAction) => (value === "other" ? t("other") : actions(value)),
    marketplace: (value: Marketplace) => (value === "other" ? t("other") : marketplaces(value)),
    offer,
    country: (value: string) => (/^[A-Z]{2}$/.test(value) ? (countries.of(value) ?? value) : offer(value)),
  };
}
