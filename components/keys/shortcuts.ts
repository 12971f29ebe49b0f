/**
 * Where a shortcut works. `everywhere`: unless somebody types. `lead`: while the focus is in the list, the panel or
 * nowhere; on the selected leads, else on the open one, else on the row with the focus. `list`: the same, and the list
 * or the page of a lead does it.
 */
type Scope = "everywhere" | "lead" | "list";

type Shortcut = {
  /** Its words are `keys.shortcut.<id>` of the messages. */
  id: string;
  /** Any of these: names as in KeyboardEvent.key, letters small. "g i" is one after the other. */
  keys: readonly string[];
  scope: Scope;
  /** Only for roles that see the place. */
  isForAdmins?: true;
};

/** Every shortcut there is: what the keyboard does, the help and the hints are made from this. */
export const SHORTCUTS = [
  { id: "palette", keys: ["mod+k"], scope: "everywhere" },
  { id: "search", keys: ["/"], scope: "everywhere" },
  { id: "filter", keys: ["f"], scope: "everywhere" },
  { id: "help", keys: ["?"], scope: "everywhere" },
  { id: "goInbox", keys: ["g i"], scope: "everywhere" },
  { id: "goDeliveries", keys: ["g d"], scope: "everywhere" },
  { id: "goReports", keys: ["g r"], scope: "everywhere" },
  { id: "goEndpoints", keys: ["g e"], scope: "everywhere", isForAdmins: true },
  { id: "goDestinations", keys: ["g t"], scope: "everywhere", isForAdmins: true },
  { id: "next", keys: ["j", "ArrowDown"], scope: "list" },
  { id: "previous", keys: ["k", "ArrowUp"], scope: "list" },
  { id: "open", keys: ["Enter"], scope: "list" },
  { id: "close", keys: ["Escape"], scope: "list" },
  { id: "select", keys: ["x"], scope: "list" },
  { id: "selectRange", keys: ["shift+x"], scope: "list" },
  { id: "assign", keys: ["a"], scope: "lead" },
  { id: "assignMe", keys: ["i"], scope: "lead" },
  { id: "status", keys: ["s"], scope: "lead" },
  { id: "statusNew", keys: ["1"], scope: "lead" },
  { id: "statusContacted", keys: ["2"], scope: "lead" },
  { id: "statusQualified", keys: ["3"], scope: "lead" },
  { id: "statusClosed", keys: ["4"], scope: "lead" },
  { id: "tags", keys: ["t"], scope: "lead" },
  { id: "note", keys: ["n"], scope: "lead" },
  { id: "copyEmail", keys: ["c"], scope: "lead" },
  { id: "send", keys: ["r"], scope: "lead" },
  { id: "read", keys: ["u"], scope: "lead" },
  { id: "export", keys: ["e"], scope: "lead" },
] as const satisfies readonly Shortcut[];

export type ShortcutId = (typeof SHORTCUTS)[number]["id"];

/** The parts of the help, in its order. */
export const SHORTCUT_GROUPS = {
  find: ["palette", "search", "filter", "export", "help"],
  go: ["goInbox", "goDeliveries", "goReports", "goEndpoints", "goDestinations"],
  move: ["next", "previous", "open", "close", "select", "selectRange"],
  work: [
    "assign",
    "assignMe",
    "status",
    "statusNew",
    "statusContacted",
    "statusQualified",
    "statusClosed",
    "tags",
    "note",
    "copyEmail",
    "send",
    "read",
  ],
} as const satisfies Record<string, readonly ShortcutId[]>;

export function shortcutOf(id: ShortcutId): Shortcut & { id: ShortcutId } {
  const found = SHORTCUTS.find((shortcut) => shortcut.id === id);
  if (!found) throw new Error("Every id comes from the table");
  return found;
}

/** Letters, digits and signs, which WCAG 2.1.4 wants to be turned off; not Escape, Enter, the arrows and ⌘K. */
export function isSingleKey(keys: string): boolean {
  return !keys.startsWith("mod+") && (keys.length === 1 || /^(shift\+.|. .)$/.test(keys));
}
