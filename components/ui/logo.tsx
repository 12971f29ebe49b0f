/** The mark. `onAccent` swaps its colours, for the yellow page. */
export function Mark({ size = 26, onAccent = false }: { size?: number; onAccent?: boolean }) {
  const ground = onAccent ? "fill-on-accent" : "fill-accent";
  const letter = onAccent ? "fill-accent" : "fill-on-accent";
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" className="shrink-0">
      <rect width="32" height="32" rx="8" className={ground} />
      <path
        d="M7.5 6.2a1.7 1.7 0 0 1 1.7-1.7h1.6a1.7 1.7 0 0 1 1.7 1.7v6.1h5.5a7 7 0 0 1 7 7v.4a7 7 0 0 1-7 7H9.2a1.7 1.7 0 0 1-1.7-1.7z"
        className={letter}
      />
      <rect x="12.3" y="17.9" width="8.6" height="3.2" rx="1.6" className={ground} />
    </svg>
  );
}

/** The mark and the name. */
export function Logo({ size = 26, onAccent = false }: { size?: number; onAccent?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2.5">
      <Mark size={size} onAccent={onAccent} />
      <span className={onAccent ? "font-semibold text-[22px] text-on-accent tracking-tight" : "font-semibold text-lg"}>
        Buzón
      </span>
    </span>
  );
}
