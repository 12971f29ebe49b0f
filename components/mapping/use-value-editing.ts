"use client";

import { useTranslations } from "next-intl";
import { type ClipboardEvent, type FormEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { useMapping } from "#components/mapping/mapping-context.tsx";
import {
  type Atom,
  type Caret,
  insertAtom,
  insertText,
  removeAtom,
  replaceAtom,
  type Segments,
  setText,
  toParts,
  toSegments,
} from "#components/mapping/segments.ts";
import { usePartWords } from "#components/mapping/use-part-words.ts";
import type { MappingPart } from "#connectors/connector.ts";

/**
 * What keys and choices do to a value. Backspace at the start of a text takes away what stands before it, arrows walk
 * over chips, `{`, or `/` at the start of a word, opens the picker, Enter breaks the line where the field has lines.
 */
export function useValueEditing(parts: MappingPart[], multiline: boolean, onChange: (parts: MappingPart[]) => void) {
  const t = useTranslations("mapping");
  const { announce } = useMapping();
  const wordsOf = usePartWords();
  const segments = toSegments(parts);
  const box = useRef<HTMLFieldSetElement>(null);
  /** The input to type on in when the picker or a chip's settings close. */
  const typing = useRef<HTMLInputElement>(null);
  /** Where the caret goes once the changed value stands on the page. */
  const nextCaret = useRef<Caret>(null);
  const [caret, setCaret] = useState<Caret>({ text: segments.atoms.length, offset: Number.POSITIVE_INFINITY });
  const [isPicking, setPicking] = useState(false);

  useLayoutEffect(() => {
    if (!nextCaret.current) return;
    focusText(nextCaret.current);
    nextCaret.current = null;
  });

  function textInput(index: number): HTMLInputElement | null {
    return box.current?.querySelector<HTMLInputElement>(`input[data-text="${index}"]`) ?? null;
  }

  function focusText({ text, offset }: Caret) {
    const input = textInput(text);
    typing.current = input;
    input?.focus();
    input?.setSelectionRange(offset, offset);
  }

  function change(next: { segments: Segments; caret: Caret }) {
    nextCaret.current = next.caret;
    onChange(toParts(next.segments));
  }

  function pick(at: Caret) {
    setCaret(at);
    typing.current = textInput(at.text);
    setPicking(true);
  }

  function insert(part: MappingPart) {
    setPicking(false);
    if (part.kind === "text") return change(insertText(segments, caret, part.text, multiline));
    change(insertAtom(segments, caret, part));
    announce(t("inserted", { field: wordsOf(part).label }));
  }

  function remove(index: number) {
    const atom = segments.atoms[index];
    change(removeAtom(segments, index));
    if (atom && atom.kind !== "break") announce(t("removed", { field: wordsOf(atom).label }));
  }

  /** From one text over the atom beside it; a chip is stopped at, the mark of a line break is not. */
  function step(atomIndex: number, direction: -1 | 1) {
    const chip = box.current?.querySelector<HTMLButtonElement>(`button[data-chip="${atomIndex}"]`);
    if (chip) return chip.focus();
    leaveAtom(atomIndex, direction);
  }

  function leaveAtom(atomIndex: number, direction: -1 | 1) {
    const text = direction < 0 ? atomIndex : atomIndex + 1;
    focusText({ text, offset: direction < 0 ? (segments.texts[text]?.length ?? 0) : 0 });
  }

  const chip = (index: number) => ({
    "data-chip": index,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Backspace" || event.key === "Delete") remove(index);
      else if (event.key === "ArrowLeft") leaveAtom(index, -1);
      else if (event.key === "ArrowRight") leaveAtom(index, 1);
      else return;
      event.preventDefault();
    },
  });

  const text = (index: number) => ({
    "data-text": index,
    "data-end": index === segments.atoms.length || undefined,
    onChange: (event: FormEvent<HTMLInputElement>) =>
      onChange(toParts(setText(segments, index, event.currentTarget.value))),
    onBlur: (event: FormEvent<HTMLInputElement>) =>
      setCaret({ text: index, offset: selectionOf(event.currentTarget).start }),
    onBeforeInput: (event: FormEvent<HTMLInputElement> & { data?: string | null }) => {
      const { value } = event.currentTarget;
      const { start } = selectionOf(event.currentTarget);
      const asks = event.data === "{" || (event.data === "/" && !/\S$/.test(value.slice(0, start)));
      if (!asks) return;
      event.preventDefault();
      pick({ text: index, offset: start });
    },
    onPaste: (event: ClipboardEvent<HTMLInputElement>) => {
      const pasted = event.clipboardData.getData("text");
      const { start, end } = selectionOf(event.currentTarget);
      if (!multiline || !pasted.includes("\n")) return;
      event.preventDefault();
      const { value } = event.currentTarget;
      const without = setText(segments, index, value.slice(0, start) + value.slice(end));
      change(insertText(without, { text: index, offset: start }, pasted, multiline));
    },
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      const { value } = event.currentTarget;
      const { start, end } = selectionOf(event.currentTarget);
      const atStart = start === 0 && end === 0;
      const atEnd = start === value.length && start === end;

      if (event.key === "Backspace" && atStart && index > 0) remove(index - 1);
      else if (event.key === "Delete" && atEnd && index < segments.atoms.length) remove(index);
      else if (event.key === "ArrowLeft" && atStart && index > 0) step(index - 1, -1);
      else if (event.key === "ArrowRight" && atEnd && index < segments.atoms.length) step(index, 1);
      else if (event.key === "Enter" && !event.nativeEvent.isComposing && !event.metaKey && !event.ctrlKey) {
        if (multiline) change(insertAtom(segments, { text: index, offset: start }, { kind: "break" }));
      } else return;
      event.preventDefault();
    },
  });

  return {
    segments,
    box,
    typing,
    isPicking,
    chip,
    text,
    insert,
    remove,
    closePicker: () => setPicking(false),
    /** From the insert button: where the caret was last. */
    openPicker: () => pick(clamp(caret, segments)),
    replace: (index: number, atom: Atom) => onChange(toParts(replaceAtom(segments, index, atom))),
  };
}

function selectionOf(input: HTMLInputElement) {
  return { start: input.selectionStart ?? input.value.length, end: input.selectionEnd ?? input.value.length };
}

/** The caret may be older than the value: a fix or a discarded draft changes it from outside. */
function clamp({ text, offset }: Caret, { texts }: Segments): Caret {
  const index = Math.min(text, texts.length - 1);
  return { text: index, offset: Math.min(offset, texts[index]?.length ?? 0) };
}
