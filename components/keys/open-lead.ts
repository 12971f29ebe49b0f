import { useEffect } from "react";

/** The lead that the panel or the page shows. */
export type OpenLead = { number: number; isUnread: boolean };

let open: OpenLead | null = null;
let awaited: { number: number; act: () => void } | null = null;

export function readOpenLead(): OpenLead | null {
  return open;
}

/** Says which lead stands open, and does what was asked for before it did. */
export function useOpenLead(number: number | undefined, isUnread = false): void {
  useEffect(() => {
    if (number === undefined) return;
    const own = { number, isUnread };
    open = own;
    if (awaited?.number === number) awaited.act();
    awaited = null;
    return () => {
      if (open === own) open = null;
    };
  }, [number, isUnread]);
}

/** Acts once this lead stands open; opening another one first is a change of mind. */
export function whenOpen(number: number, act: () => void): void {
  awaited = { number, act };
}
