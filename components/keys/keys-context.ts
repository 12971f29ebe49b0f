"use client";
import { createContext, useContext } from "react";
import type { Role } from "#features/people/session.ts";
import type { Theme } from "#i18n/locale.ts";

/** What the keyboard and the palette know of the person. */
export type Person = { userId: string; name: string; role: Role; theme: Theme; singleKeys: boolean };

type Keys = {
  person: Person;
  openPalette(): void;
  openHelp(): void;
  /** Somebody is about to open the palette: its code may come. */
  reach(): void;
};

export const KeysContext = createContext<Keys | null>(null);

export function useKeys(): Keys {
  const keys = useContext(KeysContext);
  if (!keys) throw new Error("Every page behind the sign-in stands inside <Keys>");
  return keys;
}
