/** One kind of thing that bars are made of; `look` are the classes of its rectangles. */
export type Series = { key: string; label: string; look: string };

/** What stands over one place of the axis, as a link to what it counts. */
export type Bar = {
  key: string;
  href: string;
  /** All it says, for those who do not see it. */
  name: string;
  title: string;
  /** Below it on the axis; only some bars have one. */
  tick: string | null;
  /** One for each series. */
  counts: number[];
};

export const PLOT_HEIGHT = 244;

/** Where the bar stands, in percent of the width, so that a chart fits a phone without shrinking its letters. */
export function placeOf(index: number, bars: number): { left: number; width: number; middle: number } {
  const width = 100 / bars;
  return { left: index * width, width, middle: (index + 0.5) * width };
}
