/** The word that is meant by a misspelt one: the nearest that differs in no more than a third of its letters. */
export function nearestWord<Word extends string>(given: string, words: readonly Word[]): Word | null {
  const near = words
    .map((word) => ({ word, distance: word.startsWith(given) && given.length > 1 ? 0.5 : distance(given, word) }))
    .filter(({ word, distance }) => distance <= Math.max(1, Math.floor(word.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.word ?? null;
}

/** Letters to put in, take out or change (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [above, letter] of [...one].entries()) {
    const next = [above + 1];
    for (const [at, opposite] of [...other].entries()) {
      const changed = (row[at] ?? 0) + (letter === opposite ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
