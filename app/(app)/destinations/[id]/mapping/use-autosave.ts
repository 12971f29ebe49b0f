"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { MappingRow } from "#connectors/connector.ts";
import { saveDraftAction } from "#features/mappings/actions.ts";
import { filledRows } from "./editor-rows.ts";

/** Long enough to save words instead of letters. */
const SAVE_DELAY_MS = 600;

type Saved = { ok: true; changes: number } | { ok: false };
export type SaveState = "idle" | "saving" | "saved" | "failed";

/** Keeps the rows as the draft a moment after the last change, one save at a time, and before the page is left. */
export function useAutosave(destinationId: string, rows: MappingRow[], initialChanges: number) {
  const [state, setState] = useState<SaveState>("idle");
  const kept = useRef(rows);
  const keptChanges = useRef(initialChanges);
  const latest = useRef(rows);
  const running = useRef<Promise<Saved>>(Promise.resolve({ ok: true, changes: initialChanges }));

  /** Resolves when everything on the screen is kept, or could not be. */
  function save(): Promise<Saved> {
    running.current = running.current.then(push, push);
    return running.current;
  }

  async function push(): Promise<Saved> {
    const pushed = latest.current;
    if (pushed === kept.current) return { ok: true, changes: keptChanges.current };
    setState("saving");
    const result = await saveDraftAction(destinationId, filledRows(pushed)).catch(() => null);
    if (!result?.ok) {
      setState("failed");
      return { ok: false };
    }
    kept.current = pushed;
    keptChanges.current = result.changes;
    setState("saved");
    return result;
  }

  const saveNow = useEffectEvent(() => void save());

  useEffect(() => {
    latest.current = rows;
    if (rows === kept.current) return;
    const timer = setTimeout(saveNow, SAVE_DELAY_MS);
    return () => clearTimeout(timer);
  }, [rows]);

  useEffect(() => {
    window.addEventListener("pagehide", saveNow);
    return () => {
      window.removeEventListener("pagehide", saveNow);
      saveNow();
    };
  }, []);

  return {
    state,
    save,
    /** The server has these rows by other means: published, discarded, restored. */
    accept(accepted: MappingRow[], acceptedChanges: number) {
      kept.current = accepted;
      keptChanges.current = acceptedChanges;
      setState("idle");
    },
  };
}
