import { isTyping } from "#components/keys/keyboard.ts";

/** An open page nobody is at must not keep a session alive by reading itself again. */
const PRESENT_MS = 30 * 60_000;

let lastSignAt = Date.now();

if (typeof document !== "undefined") {
  const noteSign = () => {
    lastSignAt = Date.now();
  };
  for (const sign of ["pointermove", "pointerdown", "keydown", "scroll"]) {
    document.addEventListener(sign, noteSign, { passive: true, capture: true });
  }
}

/** Somebody looks at the page, and not just at what they are typing. */
export function mayRedraw(): boolean {
  const isSeen = document.visibilityState === "visible" && Date.now() - lastSignAt < PRESENT_MS;
  return isSeen && !isTyping(document.activeElement);
}
