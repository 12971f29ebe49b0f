/** Fills of charts that are told apart by their pattern: `fill-[url(#hatch)]`. Stands once on a page. */
export function Hatch() {
  return (
    <svg width="0" height="0" className="absolute" aria-hidden>
      <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" className="fill-surface" />
        <line x1="0" y1="0" x2="0" y2="4" className="stroke-neutral-icon" strokeWidth="3" />
      </pattern>
    </svg>
  );
}
