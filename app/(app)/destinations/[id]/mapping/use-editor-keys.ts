"use client";

import { useEffect, useEffectEvent } from "react";

/** ⌘S keeps the draft; left and right step through the leads, unless the keys have a meaning where the focus is. */
export function useEditorKeys({ onSave, onStep }: { onSave: () => void; onStep: (by: -1 | 1) => void }) {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const isCommand = event.metaKey || event.ctrlKey;
    if (isCommand && event.key.toLowerCase() === "s") {
      event.preventDefault();
      onSave();
    } else if (!isCommand && !event.altKey && !event.shiftKey && !usesArrows(event.target)) {
      if (event.key === "ArrowLeft") onStep(-1);
      else if (event.key === "ArrowRight") onStep(1);
    }
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}

const ARROW_USERS = "input, textarea, select, [data-chip], [role=dialog], [role=menu], [role=listbox], pre";

function usesArrows(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(ARROW_USERS) !== null;
}
