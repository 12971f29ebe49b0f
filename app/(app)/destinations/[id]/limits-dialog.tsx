"use client";

import { useTranslations } from "next-intl";
import { Field, TextInput } from "#components/ui/field.tsx";
import { setLimitsAction } from "#features/destinations/actions.ts";
import type { ShownLimits } from "#features/destinations/get-destination.ts";
import { SettingDialog } from "./setting-dialog.tsx";

const MOST_PER_MINUTE = 10_000;

/** How fast leads may go there, at most as fast as its kind allows. */
export function LimitsDialog({ destinationId, limits }: { destinationId: string; limits: ShownLimits }) {
  const t = useTranslations("destinations.limits");
  const { perMinute, concurrency, connectorPerMinute, connectorConcurrency } = limits;
  return (
    <SettingDialog
      words="limits"
      onSave={(values) =>
        setLimitsAction(destinationId, {
          perMinute: numberOf(values.get("perMinute")),
          concurrency: numberOf(values.get("concurrency")),
        })
      }
    >
      <Field
        label={t("perMinute")}
        hint={connectorPerMinute === null ? t("perMinuteFree") : t("perMinuteMost", { count: connectorPerMinute })}
      >
        {(control) => (
          <TextInput
            {...control}
            name="perMinute"
            type="number"
            min={1}
            max={connectorPerMinute ?? MOST_PER_MINUTE}
            defaultValue={perMinute ?? ""}
            className="max-w-40"
          />
        )}
      </Field>
      <Field label={t("concurrency")} hint={t("concurrencyMost", { count: connectorConcurrency })}>
        {(control) => (
          <TextInput
            {...control}
            name="concurrency"
            type="number"
            min={1}
            max={connectorConcurrency}
            defaultValue={concurrency ?? ""}
            className="max-w-40"
          />
        )}
      </Field>
    </SettingDialog>
  );
}

/** Left empty, the destination's kind decides. */
function numberOf(value: FormDataEntryValue | null): number | null {
  return typeof value === "string" && value.trim() !== "" ? Number(value) : null;
}
