"use client";
import { useTranslations } from "next-intl";
import { type Ref, startTransition, useOptimistic } from "react";
import { Switch } from "#components/ui/field.tsx";
import { changePreferences } from "#features/people/actions.ts";

/** WCAG 2.1.4: letters as commands can be turned off. Takes effect at once. */
export function SingleKeysSwitch({ isOn, ref }: { isOn: boolean; ref?: Ref<HTMLInputElement> }) {
  const t = useTranslations("keys");
  const [shown, show] = useOptimistic(isOn);
  return (
    <div>
      <Switch
        ref={ref}
        label={<span className="font-medium">{t("single")}</span>}
        aria-describedby="single-keys-hint"
        checked={shown}
        onChange={({ target: { checked } }) =>
          startTransition(async () => {
            show(checked);
            await changePreferences({ singleKeys: checked });
          })
        }
      />
      <p id="single-keys-hint" className="mt-1 text-ink-3 text-xs">
        {t("singleHint")}
      </p>
    </div>
  );
}
