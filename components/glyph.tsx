import type { ReactNode } from "react";
import { classes } from "#components/ui/classes.ts";

const SHAPES = {
  tick: <path d="m4.800 8.200 2.200 2.200 4.200-4.600" />,
  cross: <path d="m5.600 5.600 4.800 4.800m0-4.800-4.800 4.800" />,
  dash: <path d="M4.800 8h6.400" />,
  bars: <path d="M6.300 5.400v5.200M9.700 5.400v5.200" />,
  clock: <path d="M8 4.400V8l2.400 1.600" />,
  bang: <path d="M8 4.300v4.400M8 11.400h.01" />,
  dots: <path d="M4.800 8h.01M8 8h.01M11.200 8h.01" />,
} satisfies Record<string, ReactNode>;

const TONES = {
  ok: "text-ok-icon",
  warn: "text-warn-icon",
  bad: "text-bad-icon",
  neutral: "text-neutral-icon",
};

export type GlyphShape = keyof typeof SHAPES;
export type GlyphTone = keyof typeof TONES;

/** A filled circle whose shape tells the state without colour. With a `label` it is read out. */
export function Glyph({
  shape,
  tone,
  size = 14,
  label,
  className,
}: {
  shape: GlyphShape;
  tone: GlyphTone;
  size?: number;
  label?: string;
  className?: string;
}) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      role={label ? "img" : "presentation"}
      aria-label={label}
      aria-hidden={label === undefined}
      className={classes("shrink-0", TONES[tone], className)}
    >
      <circle cx="8" cy="8" r="8" fill="currentColor" />
      <g
        className="stroke-surface"
        fill="none"
        strokeWidth={shape === "dots" ? 2 : 1.8}
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {SHAPES[shape]}
      </g>
    </svg>
  );
}
