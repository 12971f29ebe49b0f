/** What a series looks like, beside its name. */
export function Swatch({ look }: { look: string }) {
  return (
    <svg width="10" height="10" aria-hidden className="shrink-0">
      <rect x="0.5" y="0.5" width="9" height="9" rx="2" className={look} />
    </svg>
  );
}
