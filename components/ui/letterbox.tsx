import { classes } from "#components/ui/classes.ts";

/**
 * The letterbox: a dashed letter is expected, a solid one has arrived (`falling`: this very moment), none means finished.
 * Never in working screens.
 */
export function Letterbox({
  letter,
  width = 118,
}: {
  letter: "expected" | "falling" | "arrived" | "none";
  width?: number;
}) {
  return (
    <svg viewBox="0 0 112 76" width={width} height={(width * 76) / 112} aria-hidden="true" className="overflow-visible">
      <rect x="1" y="30" width="110" height="45" rx="8" className="fill-accent" />
      {letter === "expected" && (
        <g
          className="stroke-line-control"
          fill="none"
          strokeWidth="1.5"
          strokeDasharray="4 3"
          strokeLinecap="round"
          strokeLinejoin="round"
        >
          <path d="M27.5 29 26 7.5 82 2l1.8 27" />
          <path d="m26 7.5 30 16.500L82 2" />
        </g>
      )}
      {(letter === "falling" || letter === "arrived") && (
        <g
          className={classes("fill-surface stroke-ink", letter === "falling" && "motion-safe:animate-drop")}
          strokeWidth="2"
          strokeLinejoin="round"
        >
          <path d="M29 49 26 12.500a2 2 0 0 1 2-2L80 6a2 2 0 0 1 2 2l4 41z" />
          <path d="m26.500 12 30 18.500L81.500 7" fill="none" />
        </g>
      )}
      <rect x="18" y="46" width="76" height="7.500" rx="3.750" className="fill-on-accent" />
    </svg>
  );
}
