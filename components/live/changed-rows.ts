const TINT_MS = 1_200;

/** What the rows of the list say, by the number of their lead; without times, which change by themselves. */
export function readRows(): Map<string, string> {
  const rows = document.querySelectorAll<HTMLElement>("tr[data-lead]");
  return new Map([...rows].map((row) => [row.dataset.lead ?? "", textOf(row)]));
}

/** Tints for a moment what says something else than before; not for people who want no motion. */
export function tintChanged(before: ReadonlyMap<string, string>): void {
  if (before.size === 0 || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const row of document.querySelectorAll<HTMLElement>("tr[data-lead]")) {
    const text = before.get(row.dataset.lead ?? "");
    if (text === undefined || text === textOf(row)) continue;
    row.animate([{ backgroundColor: "var(--accent-soft)" }, {}], { duration: TINT_MS, easing: "ease-out" });
  }
}

function textOf(row: HTMLElement): string {
  const times = [...row.querySelectorAll("time")].map(({ textContent }) => textContent);
  return times.reduce((text, time) => text.replace(time, ""), row.textContent);
}
