import type { ReactNode } from "react";

/** A view as the navigation lists it. */
export type ViewRow = {
  /** A saved view's id, or the name of a built-in one. */
  key: string;
  href: string;
  label: string;
  count: ReactNode;
  saved?: SavedViewRow;
};

export type SavedViewRow = {
  id: string;
  isShared: boolean;
  /** Null for one's own. */
  sharedBy: string | null;
  /** What this person may do with it; all false where they only see it. */
  may: { change: boolean; share: boolean; moveUp: boolean; moveDown: boolean };
};
