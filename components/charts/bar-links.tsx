"use client";
import Link from "next/link";
import { useFormatter } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import { type Bar, PLOT_HEIGHT, placeOf, type Series } from "#components/charts/chart.ts";
import { Swatch } from "#components/charts/swatch.tsx";
import { classes } from "#components/ui/classes.ts";

/**
 * Over the bars of a chart: every bar is a link and says what it is made of while the pointer or the focus is on it. The
 * chart is one stop of the Tab key; arrows move between its bars, and Escape hides what is said.
 */
export function BarLinks({ label, bars, series }: { label: string; bars: Bar[]; series: Series[] }) {
  const [shown, setShown] = useState<number | null>(null);
  const [stop, setStop] = useState(bars.length - 1);
  const links = useRef<(Element | null)[]>([]);
  /** The bar that a finger has touched once. */
  const touched = useRef<number | null>(null);
  const current = Math.min(stop, bars.length - 1);
  const bar = shown === null ? undefined : bars[shown];

  function move(event: KeyboardEvent) {
    if (event.key === "Escape") setShown(null);
    const next = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: bars.length - 1 }[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const link = links.current[Math.min(Math.max(next, 0), bars.length - 1)];
    if (link instanceof SVGElement) link.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the links in it
    <div
      className="absolute inset-x-0 top-0"
      onKeyDown={move}
      onPointerLeave={(event) => event.pointerType !== "touch" && setShown(null)}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold what is drawn */}
      <svg width="100%" height={PLOT_HEIGHT} role="group" aria-label={label} className="block overflow-visible">
        {bars.map(({ key, href, name }, index) => {
          const { left, width, middle } = placeOf(index, bars.length);
          return (
            <Link
              key={key}
              href={href}
              prefetch={false}
              aria-label={name}
              tabIndex={index === current ? 0 : -1}
              ref={(element: Element | null) => {
                links.current[index] = element;
              }}
              onPointerEnter={() => setShown(index)}
              onClick={(event) => {
                const isTouch = event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === "touch";
                // A finger cannot rest on a bar: the first touch says what it is, the second one follows it.
                if (isTouch && touched.current !== index) event.preventDefault();
                touched.current = index;
                setShown(index);
              }}
              onFocus={() => {
                setStop(index);
                setShown(index);
              }}
              onBlur={() => setShown(null)}
            >
              <rect x={`${left}%`} width={`${width}%`} height={PLOT_HEIGHT} className="fill-transparent" />
              {index === shown && (
                <line
                  x1={`${middle}%`}
                  x2={`${middle}%`}
                  y2={PLOT_HEIGHT}
                  strokeDasharray="2 3"
                  className="stroke-ink-2"
                />
              )}
            </Link>
          );
        })}
      </svg>
      {bar && shown !== null && <Said bar={bar} series={series} middle={placeOf(shown, bars.length).middle} />}
    </div>
  );
}

/** Beside its bar, on the side where there is more room. */
function Said({ bar, series, middle }: { bar: Bar; series: Series[]; middle: number }) {
  const format = useFormatter();
  const total = bar.counts.reduce((sum, count) => sum + count, 0);
  return (
    <div
      aria-hidden
      // Only ever set by script, which the content security policy allows.
      style={{ left: `${middle}%` }}
      className={classes(
        "pointer-events-none absolute top-2 z-10 w-max max-w-56 rounded-lg bg-inverse px-3 py-2 text-on-inverse text-xs shadow-popover",
        middle <= 33 && "ml-3",
        middle > 33 && middle < 67 && "-translate-x-1/2",
        middle >= 67 && "-ml-3 -translate-x-full",
      )}
    >
      <p className="flex justify-between gap-6 font-semibold">
        <span>{bar.title}</span>
        <span className="tabular-nums">{format.number(total)}</span>
      </p>
      {series.map(({ key, label, look }, index) => {
        const count = bar.counts[index] ?? 0;
        return count === 0 ? null : (
          <p key={key} className="flex items-center gap-2">
            <Swatch look={classes(look, "stroke-on-inverse/60!")} />
            <span className="min-w-0 flex-1">{label}</span>
            <span className="pl-4 tabular-nums">{format.number(count)}</span>
          </p>
        );
      })}
    </div>
  );
}
