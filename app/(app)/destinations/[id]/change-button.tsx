"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";

/** Opens what changes one setting. `label` names the setting. */
export function ChangeButton({ label, ...rest }: Omit<ComponentProps<"button">, "children"> & { label: string }) {
  const t = useTranslations("destinations.summary");
  const word = t("change");
  return (
    <button
      type="button"
      aria-label={`${word}: ${label}`}
      className="-my-1 inline-flex min-h-6 items-center font-medium underline decoration-line-strong underline-offset-4 max-md:-my-3.5 max-md:min-h-11"
      {...rest}
    >
      {word}
    </button>
  );
}
