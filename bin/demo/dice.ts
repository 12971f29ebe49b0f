/** Throws dice that always fall the same way for the same number. */
export type Dice = {
  /** From 0, below 1. */
  next(): number;
  /** True in `percent` of 100 cases. */
  isLucky(percent: number): boolean;
  /** From 1 to `limit`. */
  upTo(limit: number): number;
  pick<T>(list: readonly T[]): T;
  /** The first ones far more often than the last. */
  pickEarly<T>(list: readonly T[]): T;
};

/** mulberry32 (Tommy Ettinger, public domain): quick, and far good enough for inventing people. */
export function diceFor(number: number): Dice {
  let state = Math.imul(number + 1, 0x9e3779b1) >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  function at<T>(list: readonly T[], share: number): T {
    const chosen = list[Math.floor(share * list.length)];
    if (chosen === undefined) throw new Error("The lists of the demonstration are not empty");
    return chosen;
  }
  return {
    next,
    isLucky: (percent) => next() * 100 < percent,
    upTo: (limit) => 1 + Math.floor(next() * limit),
    pick: (list) => at(list, next()),
    pickEarly: (list) => at(list, next() ** 2.5),
  };
}
