/**
 * A note as it is kept: where somebody is named stands the id, `@[0190…]`, so that it shows the name the person has
 * today. Without drizzle, because the browser writes notes too.
 */
export type Colleague = { id: string; name: string };

export type NotePart = { text: string } | { mention: Colleague };

const MENTION = /@\[([0-9a-f-]{36})\]/g;

/**
 * Finds the people in what was typed: "@" and the whole name, whatever its case. Of two with the same name the one that
 * was `picked`. What looks like a mention and was typed is only text.
 */
export function withMentions(
  typed: string,
  people: Colleague[],
  picked: readonly string[] = [],
): { note: string; mentioned: string[] } {
  // The longest first, so that "@Ana Torres" is not "@Ana" and a rest.
  const byName = [...people].sort(
    (a, b) => b.name.length - a.name.length || Number(picked.includes(b.id)) - Number(picked.includes(a.id)),
  );
  const mentioned = new Set<string>();
  const plain = typed.replace(MENTION, "@ [$1]");
  let note = "";
  for (let at = 0; at < plain.length; ) {
    const person = plain[at] === "@" && isWordStart(plain, at) ? byName.find(isNamedAt(plain, at + 1)) : undefined;
    if (person) {
      mentioned.add(person.id);
      note += `@[${person.id}]`;
      at += 1 + person.name.length;
    } else {
      note += plain[at];
      at += 1;
    }
  }
  return { note, mentioned: [...mentioned] };
}

/** The note in pieces, with the names people have now; of somebody who is not known any more the id is left out. */
export function noteParts(note: string, people: Colleague[]): NotePart[] {
  const names = new Map(people.map((person) => [person.id, person]));
  return note.split(MENTION).flatMap((piece, index): NotePart[] => {
    if (index % 2 === 0) return piece === "" ? [] : [{ text: piece }];
    const mention = names.get(piece);
    return [mention ? { mention } : { text: "@?" }];
  });
}

/** The note as one would read it aloud: for search and for files. */
export function plainNote(note: string, people: Colleague[]): string {
  return noteParts(note, people)
    .map((part) => ("text" in part ? part.text : `@${part.mention.name}`))
    .join("");
}

/** Not in the middle of a word, as in an e-mail address. */
function isWordStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "");
}

function isNamedAt(text: string, at: number) {
  return ({ name }: Colleague) => {
    const end = at + name.length;
    return text.slice(at, end).toLowerCase() === name.toLowerCase() && !/^[\p{L}\p{N}]/u.test(text.slice(end, end + 2));
  };
}
