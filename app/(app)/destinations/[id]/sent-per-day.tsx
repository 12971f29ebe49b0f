import { useFormatter, useTranslations } from "next-intl";
import { classes } from "#components/ui/classes.ts";
import type { DayCount } from "#features/destinations/delivery-days.ts";
import { sumOf } from "../share.ts";

const PLOT_HEIGHT = 128;
const LABEL_HEIGHT = 20;
const GAP = 2;

type Part = "atOnce" | "retried" | "failed" | "waiting";

const PARTS: Part[] = ["atOnce", "retried", "failed", "waiting"];
const LOOKS: Record<Part, { bar: string; key: string }> = {
  atOnce: { bar: "fill-chart-1", key: "bg-chart-1" },
  retried: { bar: "fill-warn-icon", key: "bg-warn-icon" },
  failed: { bar: "fill-bad-icon", key: "bg-bad-icon" },
  waiting: { bar: "fill-[url(#waiting)]", key: "border border-neutral-icon border-dashed" },
};

/** Leads per day as bars, by what became of them. The same numbers stand in a table. */
export function SentPerDay({ days }: { days: DayCount[] }) {
  const t = useTranslations("destinations.chart");
  const format = useFormatter();
  const { delivered, sent } = sumOf(days);
  const counts = days.map(partsOf);
  const top = niceTop(Math.max(...counts.map(total)));
  const shown = PARTS.filter((part) => part === "atOnce" || counts.some((count) => count[part] > 0));
  const dayName = ({ day }: DayCount) =>
    format.dateTime(new Date(`${day}T00:00:00Z`), { day: "numeric", month: "short", timeZone: "UTC" });

  return (
    <section>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-1">
        <div>
          <h2 className="font-semibold text-sm">{t("title")}</h2>
          <p className="text-ink-2 text-sm">{t("period", { days: days.length })}</p>
        </div>
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-ink-2 text-xs">
          {shown.map((part) => (
            <li key={part} className="flex items-center gap-1.5">
              <span className={classes("size-2.5 rounded-xs", LOOKS[part].key)} aria-hidden /> {t(part)}
            </li>
          ))}
        </ul>
      </div>
      <svg
        role="img"
        aria-label={t("summary", { delivered, failed: sent - delivered, days: days.length })}
        width="100%"
        height={PLOT_HEIGHT + LABEL_HEIGHT}
        className="mt-6 block overflow-visible"
      >
        <pattern id="waiting" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="5" className="stroke-neutral-icon" strokeWidth="4" />
        </pattern>
        {[top / 2, top].map((count) => (
          <Gridline key={count} y={PLOT_HEIGHT - (count / top) * PLOT_HEIGHT} label={format.number(count)} />
        ))}
        {days.map((day, index) => (
          <Day
            key={day.day}
            counts={partsOf(day)}
            place={(index + 0.5) / days.length}
            top={top}
            label={index % 2 === 1 ? dayName(day) : null}
          />
        ))}
        <line x1="0" x2="100%" y1={PLOT_HEIGHT} y2={PLOT_HEIGHT} className="stroke-line-strong" />
      </svg>
      <details className="mt-2">
        <summary className="w-fit cursor-pointer rounded-sm py-1 text-ink-2 text-xs hover:text-ink max-md:py-3">
          {t("asTable")}
        </summary>
        <table className="mt-2 w-full max-w-140 text-sm tabular-nums [&_td]:py-1 [&_td]:text-right [&_th]:py-1 [&_th]:font-normal">
          <caption className="sr-only">{t("title")}</caption>
          <thead className="text-ink-2 text-xs">
            <tr className="border-line border-b text-right">
              <th scope="col" className="text-left">
                {t("day")}
              </th>
              {shown.map((part) => (
                <th key={part} scope="col">
                  {t(part)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.day} className="border-line border-b">
                <th scope="row" className="text-left">
                  {dayName(day)}
                </th>
                {shown.map((part) => (
                  <td key={part}>{format.number(partsOf(day)[part])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function partsOf({ delivered, retried, failed, waiting }: DayCount): Record<Part, number> {
  return { atOnce: delivered - retried, retried, failed, waiting };
}

function total(counts: Record<Part, number>): number {
  return PARTS.reduce((sum, part) => sum + counts[part], 0);
}

function Gridline({ y, label }: { y: number; label: string }) {
  return (
    <>
      <line x1="0" x2="100%" y1={y} y2={y} className="stroke-line" />
      <text x="0" y={y - 4} className="fill-ink-3 text-2xs">
        {label}
      </text>
    </>
  );
}

/** Widths are parts of the whole, so that the chart fits a phone without shrinking its letters. */
function Day({
  counts,
  place,
  top,
  label,
}: {
  counts: Record<Part, number>;
  place: number;
  top: number;
  label: string | null;
}) {
  return (
    <>
      {stack(counts, top).map(({ part, y, height }) => (
        <rect
          key={part}
          x={`${place * 100 - 1.8}%`}
          width="3.6%"
          rx={2}
          y={y}
          height={height}
          className={LOOKS[part].bar}
        />
      ))}
      {label && (
        <text
          x={`${place * 100}%`}
          y={PLOT_HEIGHT + 16}
          textAnchor="middle"
          className="fill-ink-3 text-2xs max-md:even:hidden"
        >
          {label}
        </text>
      )}
    </>
  );
}

/** The bars of a day, one on top of the other. */
function stack(counts: Record<Part, number>, top: number): { part: Part; y: number; height: number }[] {
  let y = PLOT_HEIGHT;
  return PARTS.filter((part) => counts[part] > 0).map((part, index) => {
    const height = (counts[part] / top) * PLOT_HEIGHT;
    y -= height + (index > 0 ? GAP : 0);
    return { part, y, height };
  });
}

/** The next even round number, so that the line in the middle is a whole one. */
function niceTop(most: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  const step = [2, 4, 6, 8, 10].find((factor) => factor * magnitude >= most) ?? 10;
  return step * magnitude;
}
