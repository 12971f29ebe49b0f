"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import { choiceFor } from "#components/mapping/choices-of.ts";
import { FieldPicker } from "#components/mapping/field-picker.tsx";
import type { BuilderProps } from "#components/mapping/value-builder.tsx";
import { classes } from "#components/ui/classes.ts";
import { Select } from "#components/ui/field.tsx";

/** One of the destination's own choices for every lead; data of the lead takes its place by the button beside it. */
export function ChoiceBox({
  label,
  text,
  choices,
  field,
  describedBy,
  severity,
  small = false,
  placeholder,
  autoFocus,
  onChange,
}: Omit<BuilderProps, "parts"> & { text: string; choices: { value: string; label: string }[] }) {
  const t = useTranslations("mapping");
  const box = useRef<HTMLDivElement>(null);
  const select = useRef<HTMLSelectElement>(null);
  const [isPicking, setPicking] = useState(false);
  const chosen = choiceFor(text, choices);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "/" && event.key !== "{") return;
    event.preventDefault();
    setPicking(true);
  }

  return (
    <div ref={box} className="group/builder relative flex items-start gap-1">
      <Select
        ref={select}
        className="flex-1"
        data-end
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={severity === "red" || (text !== "" && !chosen) || undefined}
        autoFocus={autoFocus}
        value={chosen?.value ?? text}
        onKeyDown={onKeyDown}
        onChange={({ target }) => onChange(target.value ? [{ kind: "text", text: target.value }] : [])}
      >
        <option value="">{placeholder ?? t("blank")}</option>
        {text !== "" && !chosen && <option value={text}>{t("noLongerChoice", { text })}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Select>
      <FieldPicker
        trigger={
          <button
            type="button"
            aria-label={t("insertInto", { label })}
            title={t("insertData")}
            className={classes(
              "grid size-8 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink max-md:size-11",
              small &&
                "focus-visible:opacity-100 group-focus-within/builder:opacity-100 group-hover/builder:opacity-100 lg:opacity-0",
            )}
          >
            <Plus />
          </button>
        }
        anchor={box}
        finalFocus={select}
        field={field}
        isOpen={isPicking}
        onOpenChange={setPicking}
        onChoose={(part) => {
          setPicking(false);
          onChange([part]);
        }}
      />
    </div>
  );
}
