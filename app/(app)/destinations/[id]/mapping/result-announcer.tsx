"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { useMapping } from "#components/mapping/mapping-context.tsx";
import type { TargetField } from "#connectors/connector.ts";
import type { FieldResult } from "#features/mappings/map-lead.ts";

/** A pause in typing, so that a reader hears the result and not every letter of it. */
const PAUSE_MS = 900;

/** Reads out what comes out of the field that was changed last. */
export function ResultAnnouncer({
  field,
  result,
}: {
  field: TargetField | undefined;
  result: FieldResult | undefined;
}) {
  const t = useTranslations("mapping");
  const { announce } = useMapping();
  const text = result?.text;

  const say = useEffectEvent(() => {
    if (field)
      announce(text ? t("resultIs", { field: field.label, text }) : t("resultIsBlank", { field: field.label }));
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what makes it speak
  useEffect(() => {
    const timer = setTimeout(say, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [field?.name, text]);

  return null;
}
