"use client";

import { useEffect, useEffectEvent } from "react";
import { fieldInput } from "./use-go-to-field.ts";

/** Goes to the row that the address names (`#field-lastname`); `onMissing` is told of a field that has none. */
export function useLinkedField(onMissing: (field: string) => void) {
  const goToLinked = useEffectEvent(() => {
    const field = linkedField(location.hash);
    if (field === null) return;
    const input = fieldInput(field);
    if (!input) return onMissing(field);
    input.scrollIntoView({ block: "center" });
    input.focus({ preventScroll: true });
  });

  useEffect(() => goToLinked(), []);
}

/** Null also for a hash that somebody cut in the middle of a character. */
function linkedField(hash: string): string | null {
  const { field } = /^#field-(?<field>.+)$/.exec(hash)?.groups ?? {};
  if (!field) return null;
  try {
    return decodeURIComponent(field);
  } catch {
    return null;
  }
}
