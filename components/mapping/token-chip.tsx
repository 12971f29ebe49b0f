"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, type RefObject, useState } from "react";
import { FieldSettings } from "#components/mapping/field-settings.tsx";
import { FirstSettings } from "#components/mapping/first-settings.tsx";
import type { ChipPart } from "#components/mapping/segments.ts";
import { Token } from "#components/mapping/token.tsx";
import { usePartWords } from "#components/mapping/use-part-words.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { TargetField } from "#connectors/connector.ts";

/** A chip of a value: Enter or a press opens its settings. */
export function TokenChip({
  part,
  field,
  hasRulesBeside,
  finalFocus,
  onChange,
  onRemove,
  ...button
}: Omit<ComponentProps<"button">, "onChange" | "part"> & {
  part: ChipPart;
  /** What the chip is to fill. */
  field: Pick<TargetField, "type" | "choices">;
  hasRulesBeside: boolean;
  /** What is focused when a removed chip's settings close. */
  finalFocus: RefObject<HTMLElement | null>;
  onChange: (part: ChipPart) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("mapping");
  const words = usePartWords()(part, !hasRulesBeside);
  const [isOpen, setOpen] = useState(false);
  const [isRemoved, setRemoved] = useState(false);
  const name = part.kind === "first" ? t("firstAvailable") : words.label;

  function remove() {
    setRemoved(true);
    setOpen(false);
    onRemove();
  }

  return (
    <Popover
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        setRemoved(false);
      }}
      label={name}
      className="w-92 p-3"
      finalFocus={isRemoved ? finalFocus : undefined}
      trigger={
        <button
          type="button"
          aria-description={t("chipKeys")}
          className="inline-flex min-w-0 max-w-[calc(100%-2rem)] rounded-sm max-md:py-2.75"
          {...button}
        >
          <Token {...words} />
        </button>
      }
    >
      <div className="relative">
        <p className="mb-3 truncate pr-9 font-semibold">{name}</p>
        {part.kind === "first" ? (
          <FirstSettings part={part} onChange={onChange} />
        ) : (
          <FieldSettings part={part} field={field} onChange={onChange} />
        )}
        {/* Last, so that what opens the settings does not stand on the way out of them. */}
        <IconButton
          label={t("removeChip", { field: words.label })}
          icon={<Trash2 />}
          onClick={remove}
          className="absolute! -top-1.5 -right-1.5"
        />
      </div>
    </Popover>
  );
}
