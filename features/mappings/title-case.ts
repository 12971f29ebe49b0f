/**
 * Capitals at the start of words, for names that came in one case: "ADA MCDONALD", "maría de la cruz". A word that
 * mixes cases was written by somebody who knows it ("McDonald", "iTech") and stays; so does one in capitals among others
 * that are not ("IBM Deutschland").
 */
export function titleCase(text: string): string {
  const isShouted = text === text.toUpperCase();
  return text.replace(WORD, (word) => {
    const lower = word.toLowerCase();
    if (word !== lower && !isShouted) return word;
    return PARTICLES.has(lower) ? lower : lower.replace(/^mc(?=\p{L}{3})/u, "Mc").replace(STARTS, capital);
  });
}

/** Letters with the apostrophes inside them, so that "O'Brien" is one word and "Anne-Marie" two. */
const WORD = /\p{L}[\p{L}\p{M}'’]*/gu;

/** The first letter, those behind "Mc" and behind "O'" and "D'"; not the "s" of "people's". */
const STARTS = /^\p{L}|(?<=^Mc)\p{L}|(?<=^[od]['’])\p{L}/giu;

/** Small words inside European names, which are written so in the middle of a name and often at its start. */
const PARTICLES = new Set(
  "af av da das de degli del della den der des di do dos du e el het la las le los ten ter und van vom von y zu zum zur".split(
    " ",
  ),
);

function capital(letter: string): string {
  return letter.toUpperCase();
}
