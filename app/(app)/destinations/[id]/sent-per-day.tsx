import { useFormatter, useTranslations } from "next-intl";
import type { DayCount } from "#features/destinations/delivery-days.ts";
import { sumOf } from "../share.ts";

const PLOT_HEIGHT = 128;
const LABEL_HEIGHT = 20;

/** Leads per day as bars: those that arrived, and on top those that failed. The same numbers stand in a table. */
export function SentPerDay({ days }: { days: DayCount[] }) {
  const t = useTranslations("destinations.chart");
  const format = useFormatter();
  const { delivered, sent } = sumOf(days);
  const top = niceTop(Math.max(...days.map((day) => day.delivered + day.failed)));
  const dayName = ({ day }: DayCount) =>
    format.dateTime(new Date(`${day}T00:00:00Z`), { day: "numeric", month: "short", timeZone: "UTC" });

  return (
    <section>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-1">
        <div>
          <h2 className="font-semibold text-sm">{t("title")}</h2>
          <p className="text-ink-2 text-sm">{t("period", { days: days.length })}</p>
        </div>
        <p className="flex gap-5 text-ink-2 text-xs">
          <span className="flex items-center gap-1.5">
            <span className="size-2.5 rounded-xs bg-chart-1" /> {t("delivered")}
          </span>
          <span className="flex items-center gap-1.5">
            <span className="size-2.5 rounded-xs bg-bad-icon" /> {t("failed")}
          </span>
        </p>
      </div>
      <svg
        role="img"
        aria-label={t("summary", { delivered, failed: sent - delivered, days: days.length })}
        width="100%"
        height={PLOT_HEIGHT + LABEL_HEIGHT}
        className="mt-6 block overflow-visible"
      >
        {[top / 2, top].map((count) => (
          <Gridline key={count} y={PLOT_HEIGHT - (count / top) * PLOT_HEIGHT} label={format.number(count)} />
        ))}
        {days.map((day, index) => (
          <Day
            key={day.day}
            day={day}
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
        <table className="mt-2 w-full max-w-100 text-sm tabular-nums [&_td]:py-1 [&_td]:text-right [&_th]:py-1 [&_th]:font-normal">
          <caption className="sr-only">{t("title")}</caption>
          <thead className="text-ink-2 text-xs">
            <tr className="border-line border-b text-right">
              <th scope="col" className="text-left">
                {t("day")}
              </th>
              <th scope="col">{t("delivered")}</th>
              <th scope="col">{t("failed")}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.day} className="border-line border-b">
                <th scope="row" className="text-left">
                  {dayName(day)}
                </th>
                <td>{format.number(day.delivered)}</td>
                <td>{format.number(day.failed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
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
function Day({ day, place, top, label }: { day: DayCount; place: number; top: number; label: string | null }) {
  const [delivered, failed] = [(day.delivered / top) * PLOT_HEIGHT, (day.failed / top) * PLOT_HEIGHT];
  const bar = { x: `${place * 100 - 1.8}%`, width: "3.6%", rx: 2 };
  return (
    <>
      {day.delivered > 0 && <rect {...bar} y={PLOT_HEIGHT - delivered} height={delivered} className="fill-chart-1" />}
      {day.failed > 0 && (
        <rect
          {...bar}
          y={PLOT_HEIGHT - delivered - failed - (day.delivered > 0 ? 2 : 0)}
          height={failed}
          className="fill-bad-icon"
        />
      )}
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

/** The next even round number, so that the line in the middle is a whole one. */
function niceTop(most: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  const step = [2, 4, 6, 8, 10].find((factor) => factor * magnitude >= most) ?? 10;
  return step * magnitude;
}
