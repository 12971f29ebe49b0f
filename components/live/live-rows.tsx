"use client";
import type { ReactNode } from "react";
import { useShownUntil } from "#components/live/live-list.tsx";

/** The rows of a live list; new ones wait until they are let in. */
export function LiveRows({ rows }: { rows: { number: number; row: ReactNode }[] }) {
  const until = useShownUntil();
  return rows.filter(({ number }) => number <= until).map(({ row }) => row);
}
