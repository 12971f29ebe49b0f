import type { KeyboardEvent } from "react";

/** The arrows go from one `data-option` of a list to the next. For the `onKeyDown` of what is around them. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const options = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-option]")];
  const at = options.findIndex((option) => option.matches(":focus"));
  if (at < 0) return;
  event.preventDefault();
  options[at + step]?.focus();
}
