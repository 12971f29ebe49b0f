/** How much of the allowed speed was ever used. The figure stands below it. */
export function SpeedBar({ value, max }: { value: number; max: number }) {
  return (
    <svg width="100%" height="6" className="my-2 block rounded-full" aria-hidden>
      <rect width="100%" height="6" className="fill-neutral-soft" />
      <rect width={`${Math.min(100, (value / max) * 100)}%`} height="6" rx="3" className="fill-chart-1" />
    </svg>
  );
}
