import { type ShortcutId, shortcutOf } from "#components/keys/shortcuts.ts";

/** Toasts are dialogs too, with a type; they stand beside. */
const IN_FRONT = "[role=dialog]:not([data-type]), [role=alertdialog], [role=menu], [role=listbox]";

const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/** Something stands in front of the page and has the keys. */
export function isCovered(): boolean {
  return [...document.querySelectorAll(IN_FRONT)].some((element) => element.getClientRects().length > 0);
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(FIELDS) !== null;
}

/**
 * Whether a shortcut works where the focus is: only the palette in a field, and of the list's keys in the navigation
 * only J and K, which lead into the list from wherever somebody came. The arrows scroll the panel.
 */
export function isInScope(id: ShortcutId, { key, target }: Pick<KeyboardEvent, "key" | "target">): boolean {
  if (isTyping(target)) return id === "palette";
  if (shortcutOf(id).scope === "everywhere" || !(target instanceof HTMLElement)) return true;
  const isArrow = key.startsWith("Arrow");
  if (target.closest("header, nav")) return (id === "next" || id === "previous") && !isArrow;
  return !isArrow || target.closest("aside, [type=radio], [role=radiogroup], [role=tablist]") === null;
}

/** Escape leaves a text that somebody writes, which stays as it is; the list's keys work from there. */
export function leaveText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLTextAreaElement)) return false;
  target.blur();
  return true;
}
