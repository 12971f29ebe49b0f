"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, type RefObject, useState } from "react";
import { useFieldLabel, useMapping } from "#components/mapping/mapping-context.tsx";
import type { FieldPart } from "#components/mapping/segments.ts";
import { Token } from "#components/mapping/token.tsx";
import { Field, Select } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { MappingTransform } from "#connectors/connector.ts";

/** A chip of a value: Enter or a press opens its settings. */
export function TokenChip({
  part,
  finalFocus,
  onChange,
  onRemove,
  ...button
}: Omit<ComponentProps<"button">, "onChange" | "part"> & {
  part: FieldPart;
  /** What is focused when a removed chip's settings close. */
  finalFocus: RefObject<HTMLElement | null>;
  onChange: (part: FieldPart) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("mapping");
  const label = useFieldLabel()(part.field);
  const [isOpen, setOpen] = useState(false);
  const [isRemoved, setRemoved] = useState(false);

  return (
    <Popover
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        setRemoved(false);
      }}
      title={label}
      finalFocus={isRemoved ? finalFocus : undefined}
      trigger={
        <button
          type="button"
          aria-description={t("chipKeys")}
          className="inline-flex max-w-full rounded-sm max-md:py-2.5"
          {...button}
        >
          <Token label={label} transform={part.transform} />
        </button>
      }
    >
      <TokenSettings
        part={part}
        label={label}
        onChange={onChange}
        onRemove={() => {
          setRemoved(true);
          setOpen(false);
          onRemove();
        }}
      />
    </Popover>
  );
}

function TokenSettings({
  part,
  label,
  onChange,
  onRemove,
}: {
  part: FieldPart;
  label: string;
  onChange: (part: FieldPart) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("mapping");
  const { sample } = useMapping();
  const before = sample({ kind: "field", field: part.field });
  const after = sample(part);

  function sampleText() {
    if (!before) return t("noSample");
    if (before === after) return before;
    return t.rich("beforeAfter", { before, after: after || t("nothing"), b: (words) => <b>{words}</b> });
  }

  return (
    <>
      <Field label={t("format")}>
        {(control) => (
          <Select
            {...control}
            value={part.transform ?? "none"}
            onChange={({ target }) => {
              const transform = transformsFor(part.field).find((name) => name === target.value);
              onChange({ kind: "field", field: part.field, ...(transform && { transform }) });
            }}
          >
            <option value="none">{t("transform.none")}</option>
            {transformsFor(part.field).map((transform) => (
              <option key={transform} value={transform}>
                {t(`transform.${transform}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="mt-3 flex items-center justify-between gap-3 border-line border-t pt-2">
        <p aria-live="polite" className="min-w-0 text-ink-2 text-xs">
          {sampleText()}
        </p>
        <IconButton label={t("removeChip", { field: label })} icon={<Trash2 />} onClick={onRemove} className="-mr-1" />
      </div>
    </>
  );
}

const ANYWHERE: MappingTransform[] = ["lower", "upper", "trim"];

/** A domain is cut out of an e-mail address and a number made international only where there may be one. */
function transformsFor(field: string): MappingTransform[] {
  if (field === "phone") return [...ANYWHERE, "phone_international"];
  if (field === "email") return [...ANYWHERE, "email_domain"];
  return field.includes(".") ? [...ANYWHERE, "phone_international", "email_domain"] : ANYWHERE;
}
