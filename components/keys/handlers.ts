import { useEffect, useRef } from "react";
import type { ShortcutId } from "#components/keys/shortcuts.ts";

/** Does what a shortcut is for; false when there was nothing to do, so that the key keeps its usual meaning. */
export type Handler = (key: string) => boolean;
export type Handlers = Partial<Record<ShortcutId, Handler>>;

const registered: { current: Handlers }[] = [];

/** While the component stands on the page its handlers answer their shortcuts; the newest component goes first. */
export function useShortcuts(handlers: Handlers): void {
  const entry = useRef(handlers);
  useEffect(() => {
    entry.current = handlers;
  });
  useEffect(() => {
    registered.unshift(entry);
    return () => {
      registered.splice(registered.indexOf(entry), 1);
    };
  }, []);
}

/** True when somebody on the page did it. */
export function runShortcut(id: ShortcutId, key = ""): boolean {
  return registered.some(({ current }) => current[id]?.(key));
}
