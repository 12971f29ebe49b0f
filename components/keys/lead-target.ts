import { findControl } from "#components/keys/controls.ts";
import { readOpenLead } from "#components/keys/open-lead.ts";
import type { ShortcutId } from "#components/keys/shortcuts.ts";
import { readSelection } from "#components/leads/selection.ts";
import { countSelected } from "#features/leads/lead-selection.ts";

/** The row of the list that has the focus. */
export function focusedRow(): HTMLTableRowElement | null {
  return document.activeElement?.closest<HTMLTableRowElement>("tr[data-lead]") ?? null;
}

/** What commands act on now: the selected leads, else the open one, else that of the focused row. */
export function readTarget(): { kind: "selection" | "open" | "row"; count: number } | null {
  const { count } = countSelected(readSelection());
  if (count > 0) return { kind: "selection", count };
  if (readOpenLead()) return { kind: "open", count: 0 };
  return focusedRow() ? { kind: "row", count: 0 } : null;
}

/** The commands that can be given now. A row's controls come when its lead opens; the others are looked for. */
export function availableCommands(mayWork: boolean): ShortcutId[] {
  const target = readTarget();
  const isThere = (id: ShortcutId) => {
    const command = id === "copyEmail" ? "copy-email" : id;
    return target?.kind === "row" || findControl(command) !== null;
  };
  const work: ShortcutId[] =
    target && mayWork
      ? ["assign", "assignMe", "statusNew", "statusContacted", "statusQualified", "statusClosed", "tags", "read"]
      : [];
  const single = (target ? (["note", "copyEmail"] as const) : []).filter(
    (id) => (id === "copyEmail" || mayWork) && isThere(id),
  );
  const sendable = target && (target.kind === "selection" || isThere("send")) && mayWork ? (["send"] as const) : [];
  return [...work, ...single, ...sendable, ...(findControl("export") ? (["export"] as const) : [])];
}
