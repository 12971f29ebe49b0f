import type { MappingPart } from "#connectors/connector.ts";

/** Data of a lead, or the first of several: what is drawn as a chip. */
export type ChipPart = Exclude<MappingPart, { kind: "text" }>;

/** What stands between two texts: a chip, or the mark of a line break. */
export type Atom = ChipPart | { kind: "break" };

/**
 * A value as the builder draws it: a text before, between and behind all atoms, so that there is an input at every
 * place where somebody may want to type. `texts` is always one longer than `atoms`.
 */
export type Segments = { texts: string[]; atoms: Atom[] };

/** A place in a value: the caret in one of its texts. */
export type Caret = { text: number; offset: number };

export function toSegments(parts: MappingPart[]): Segments {
  const texts: string[] = [];
  const atoms: Atom[] = [];
  let text = "";

  const close = (atom: Atom) => {
    texts.push(text);
    atoms.push(atom);
    text = "";
  };

  for (const part of parts) {
    if (part.kind !== "text") close(part);
    else {
      const [first = "", ...lines] = part.text.split("\n");
      text += first;
      for (const line of lines) {
        close({ kind: "break" });
        text = line;
      }
    }
  }
  return { texts: [...texts, text], atoms };
}

export function toParts({ texts, atoms }: Segments): MappingPart[] {
  const parts: MappingPart[] = [];
  let text = texts[0] ?? "";

  atoms.forEach((atom, index) => {
    const following = texts[index + 1] ?? "";
    if (atom.kind === "break") text += `\n${following}`;
    else {
      if (text) parts.push({ kind: "text", text });
      parts.push(atom);
      text = following;
    }
  });
  return text ? [...parts, { kind: "text", text }] : parts;
}

export function setText(segments: Segments, index: number, text: string): Segments {
  return { ...segments, texts: segments.texts.with(index, text) };
}

/** Puts `atom` at the caret; typing goes on at the start of the text behind it. */
export function insertAtom({ texts, atoms }: Segments, at: Caret, atom: Atom): { segments: Segments; caret: Caret } {
  const text = texts[at.text] ?? "";
  return {
    segments: {
      texts: texts.toSpliced(at.text, 1, text.slice(0, at.offset), text.slice(at.offset)),
      atoms: atoms.toSpliced(at.text, 0, atom),
    },
    caret: { text: at.text + 1, offset: 0 },
  };
}

/** Puts words at the caret, a line break for each of theirs when the field has lines, else a space. */
export function insertText(
  segments: Segments,
  at: Caret,
  words: string,
  multiline: boolean,
): { segments: Segments; caret: Caret } {
  const [first = "", ...lines] = multiline ? words.split(/\r?\n/) : [words.replace(/\s*\r?\n\s*/g, " ")];
  const type = (into: Segments, caret: Caret, line: string) => {
    const text = into.texts[caret.text] ?? "";
    return {
      segments: setText(into, caret.text, text.slice(0, caret.offset) + line + text.slice(caret.offset)),
      caret: { text: caret.text, offset: caret.offset + line.length },
    };
  };

  let result = type(segments, at, first);
  for (const line of lines) {
    const broken = insertAtom(result.segments, result.caret, { kind: "break" });
    result = type(broken.segments, broken.caret, line);
  }
  return result;
}

/** Takes the atom away and joins the texts around it; the caret stands where it was. */
export function removeAtom({ texts, atoms }: Segments, index: number): { segments: Segments; caret: Caret } {
  const before = texts[index] ?? "";
  return {
    segments: {
      texts: texts.toSpliced(index, 2, before + (texts[index + 1] ?? "")),
      atoms: atoms.toSpliced(index, 1),
    },
    caret: { text: index, offset: before.length },
  };
}

export function replaceAtom(segments: Segments, index: number, atom: Atom): Segments {
  return { ...segments, atoms: segments.atoms.with(index, atom) };
}
