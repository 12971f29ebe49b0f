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
      finalFocus={isRemoved ? finalFocus : undefined}
      trigger={
        <button
          type="button"
          aria-label={t("chip", { field: label, transform: part.transform ?? "none" })}
          aria-description={t("chipKeys")}
          className="max-w-full rounded-sm max-md:py-2.5"
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

  return (
    <>
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-semibold text-sm">{label}</h3>
        <IconButton label={t("removeChip", { field: label })} icon={<Trash2 />} onClick={onRemove} />
      </div>
      <Field label={t("format")} className="mt-1">
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
      <p aria-live="polite" className="mt-3 border-line border-t pt-3 text-ink-2 text-xs">
        {before
          ? t.rich("beforeAfter", { before, after: after || t("nothing"), b: (words) => <b>{words}</b> })
          : t("noSample")}
      </p>
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
