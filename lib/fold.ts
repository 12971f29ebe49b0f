/**
 * A text as a search compares it: without case, accents and double spaces, so that "nunez" finds "Núñez". Only the Latin, Greek and Cyrillic accents go; marks that make another letter in other scripts stay.
 */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[ßæœøłđðþħıŋĸŧ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim();
}

// Letters that Unicode does not take apart.
const PLAIN_LETTERS: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ı: "i",
  ŋ: "n",
  ĸ: "k",
  ŧ: "t",
};
