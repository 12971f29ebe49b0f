"use client";

import { useRef } from "react";

/**
 * Leads from a dialog or drawer to a row of the table: the focus goes there instead of back to what opened it. `onShow`
 * makes sure that the row is on the screen.
 */
export function useGoToField(close: () => void, onShow: () => void) {
  const wanted = useRef<string | null>(null);
  return {
    goTo(field: string) {
      wanted.current = field;
      onShow();
      close();
    },
    finalFocus(): HTMLElement | true {
      const input = fieldInput(wanted.current);
      wanted.current = null;
      input?.scrollIntoView({ block: "center" });
      return input ?? true;
    },
  };
}

/** Where the caret stands behind what fills the field. */
export function fieldInput(field: string | null): HTMLElement | null {
  const row = field === null ? null : document.getElementById(`field-${field}`);
  return row?.querySelector<HTMLElement>("[data-end]") ?? null;
}
