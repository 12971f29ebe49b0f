import { isSingleKey, SHORTCUTS, type ShortcutId } from "#components/keys/shortcuts.ts";

export type Pressed = Pick<
  KeyboardEvent,
  "key" | "shiftKey" | "metaKey" | "ctrlKey" | "altKey" | "repeat" | "isComposing"
>;

/** `first` waits for the second key of a pair. */
export type Match = { id: ShortcutId } | { first: string } | null;

/** Which shortcut a key is. `first` is the key of a pair that was pressed just before. */
export function matchKey(pressed: Pressed, first: string | null, hasSingleKeys: boolean): Match {
  const name = nameOf(pressed);
  if (name === null) return null;
  const inReach = SHORTCUTS.flatMap(({ id, keys }) =>
    keys.filter((each) => hasSingleKeys || !isSingleKey(each)).map((each) => ({ id, keys: each })),
  );
  const found = (first && inReach.find(({ keys }) => keys === `${first} ${name}`)) || inReach.find(is(name));
  // A key that is held down goes on moving and does nothing else twice.
  if (found) return pressed.repeat && !REPEATED.has(found.id) ? null : { id: found.id };
  return inReach.some(({ keys }) => keys.startsWith(`${name} `)) ? { first: name } : null;
}

const REPEATED: ReadonlySet<ShortcutId> = new Set(["next", "previous"]);

function is(name: string): (shortcut: { keys: string }) => boolean {
  return ({ keys }) => keys === name;
}

/** The key as the table writes it; null where it is somebody else's. */
function nameOf({ key, shiftKey, metaKey, ctrlKey, altKey, isComposing }: Pressed): string | null {
  if (isComposing || altKey) return null;
  const isLetter = /^\p{L}$/u.test(key);
  const name = isLetter ? key.toLowerCase() : key;
  if (metaKey || ctrlKey) return metaKey !== ctrlKey && !shiftKey ? `mod+${name}` : null;
  // Signs need Shift on some keyboards and not on others; what they say is the same.
  return shiftKey && (isLetter || key.length > 1) ? `shift+${name}` : name;
}
