// A control that a shortcut presses carries `data-command`. So the key does exactly what the control does, and nothing
// where the control is not there.

/** In the bar of the selection where there is one, else anywhere but there. */
export function findControl(command: string, { inBulkBar = false } = {}): HTMLElement | null {
  const controls = document.querySelectorAll<HTMLElement>(`[data-command="${command}"]`);
  return [...controls].find((control) => isVisible(control) && isInBulkBar(control) === inBulkBar) ?? null;
}

/** Fields are focused, everything else is pressed. */
export function press(control: HTMLElement): void {
  if (control.matches("input, textarea, select")) control.focus();
  else control.click();
}

function isVisible(element: HTMLElement): boolean {
  return element.getClientRects().length > 0 && !element.matches(":disabled");
}

function isInBulkBar(element: HTMLElement): boolean {
  return element.closest("[data-bulk-bar]") !== null;
}
