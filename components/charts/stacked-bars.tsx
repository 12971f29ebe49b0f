import { useFormatter } from "next-intl";
import { axisTicks } from "#components/charts/axis-ticks.ts";
import { BarLinks } from "#components/charts/bar-links.tsx";
import { type Bar, PLOT_HEIGHT, placeOf, type Series } from "#components/charts/chart.ts";

const AXIS_HEIGHT = 24;
const GAP = 1.5;
/** Of its place, and of the plot where there are few. */
const WIDTH = { share: 0.68, most: 6 };

/** Bars of several series, one on top of the other. The same numbers stand in a table beside it. */
export function StackedBars({ label, bars, series }: { label: string; bars: Bar[]; series: Series[] }) {
  const format = useFormatter();
  const ticks = axisTicks(Math.max(0, ...bars.map(totalOf)));
  const top = ticks.at(-1) ?? 1;
  const heightOf = (count: number) => (count / top) * PLOT_HEIGHT;
  return (
    <div className="grid grid-cols-[32px_minmax(0,1fr)] gap-2 pt-2">
      <svg width="32" height={PLOT_HEIGHT + AXIS_HEIGHT} aria-hidden className="overflow-visible">
        {ticks.map((tick) => (
          <text key={tick} x="32" y={PLOT_HEIGHT - heightOf(tick) + 4} textAnchor="end" className={LETTERS}>
            {format.number(tick, { notation: "compact" })}
          </text>
        ))}
      </svg>
      <div className="relative">
        <svg width="100%" height={PLOT_HEIGHT + AXIS_HEIGHT} aria-hidden className="block overflow-visible">
          {ticks.map((tick) => (
            <line
              key={tick}
              x2="100%"
              y1={PLOT_HEIGHT - heightOf(tick)}
              y2={PLOT_HEIGHT - heightOf(tick)}
              className={tick === 0 ? "stroke-line-strong" : "stroke-line"}
            />
          ))}
          {bars.map((bar, index) => (
            <Stack key={bar.key} bar={bar} series={series} place={placeOf(index, bars.length)} heightOf={heightOf} />
          ))}
        </svg>
        <BarLinks label={label} bars={bars} series={series} />
      </div>
    </div>
  );
}

const LETTERS = "fill-ink-3 text-2xs tabular-nums";

function Stack({
  bar,
  series,
  place,
  heightOf,
}: {
  bar: Bar;
  series: Series[];
  place: { width: number; middle: number };
  heightOf: (count: number) => number;
}) {
  const width = Math.min(place.width * WIDTH.share, WIDTH.most);
  let below = 0;
  return (
    <>
      {series.map(({ key, look }, index) => {
        const count = bar.counts[index] ?? 0;
        if (count === 0) return null;
        below += count;
        return (
          <rect
            key={key}
            x={`${place.middle - width / 2}%`}
            y={PLOT_HEIGHT - heightOf(below) + GAP / 2}
            width={`${width}%`}
            height={Math.max(1, heightOf(count) - GAP)}
            rx="2"
            className={look}
          />
        );
      })}
      {bar.tick && (
        <text x={`${place.middle}%`} y={PLOT_HEIGHT + 18} textAnchor="middle" className={LETTERS}>
          {bar.tick}
        </text>
      )}
    </>
  );
}

function totalOf({ counts }: Bar): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
