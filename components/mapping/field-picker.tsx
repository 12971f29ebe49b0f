"use client";

import { Type } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactElement, RefObject } from "react";
import { type LeadField, useMapping } from "#components/mapping/mapping-context.tsx";
import type { FieldPart } from "#components/mapping/segments.ts";
import { Token } from "#components/mapping/token.tsx";
import { KeyCap } from "#components/ui/key-cap.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { holds, SearchList } from "#components/ui/search-list.tsx";
import type { MappingPart, TargetField } from "#connectors/connector.ts";

const GROUPS = ["lead", "worked_out", "campaign", "extra"] as const;

/** Ready-made pairs of a field and what is usually done to it. */
const USUAL: FieldPart[] = [
  { kind: "field", field: "email", transform: "email_domain" },
  { kind: "field", field: "phone", transform: "phone_international" },
];

/** What can be put into a value: data of the lead with a sample each, the field's own choices, or the typed text. */
export function FieldPicker({
  trigger,
  anchor,
  finalFocus,
  field: { type, choices },
  isOpen,
  onOpenChange,
  onChoose,
}: {
  trigger: ReactElement;
  anchor: RefObject<HTMLElement | null>;
  finalFocus: RefObject<HTMLElement | null>;
  field: Pick<TargetField, "type" | "choices">;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onChoose: (part: MappingPart) => void;
}) {
  const t = useTranslations("mapping");
  const { leadFields } = useMapping();

  function groupsFor(query: string) {
    return [
      { label: t("group.choices"), options: choiceOptions(query) },
      ...GROUPS.map((group) => ({ label: t(`group.${group}`), options: dataOptions(group, query) })),
      {
        label: t("group.fixed"),
        options: query ? [textOption(query)] : [],
      },
    ];
  }

  function dataOptions(group: LeadField["group"], query: string) {
    const parts = leadFields
      .filter((field) => field.group === group)
      .flatMap((field): { part: FieldPart; field: LeadField }[] => [
        { part: { kind: "field", field: field.name }, field },
        ...USUAL.filter((usual) => usual.field === field.name).map((part) => ({ part, field })),
      ]);
    return parts
      .filter(({ part, field }) =>
        holds([field.label, part.transform && t(`transform.${part.transform}`)].join(" "), query),
      )
      .map(({ part, field }) => ({
        id: `${part.field} ${part.transform ?? ""}`,
        value: part,
        content: <DataOption part={part} label={field.label} />,
      }));
  }

  function choiceOptions(query: string) {
    // In English, which features/mappings/convert-value.ts understands.
    const yesAndNo =
      type === "bool"
        ? [
            { text: "Yes", label: t("yes") },
            { text: "No", label: t("no") },
          ]
        : [];
    return [...yesAndNo, ...(choices ?? []).map(({ label }) => ({ text: label, label }))]
      .filter(({ label }) => holds(label, query))
      .map(({ text, label }) => ({ id: `choice ${text}`, value: { kind: "text" as const, text }, content: label }));
  }

  function textOption(text: string) {
    return {
      id: "text",
      value: { kind: "text" as const, text },
      content: (
        <span className="flex min-w-0 items-center gap-3">
          <Type className="text-ink-3" />
          <span className="truncate">{t("insertText", { text })}</span>
        </span>
      ),
    };
  }

  return (
    <Popover
      trigger={trigger}
      anchor={anchor}
      finalFocus={finalFocus}
      open={isOpen}
      onOpenChange={onOpenChange}
      label={t("insertData")}
      className="w-115"
    >
      <SearchList<MappingPart>
        label={t("insertData")}
        hint={t("pickerHint")}
        empty={t("pickerEmpty")}
        groupsFor={groupsFor}
        onChoose={onChoose}
        footer={
          <p className="flex items-center gap-2 border-line border-t px-3 py-2 text-ink-2 text-xs max-md:hidden">
            <KeyCap>↑</KeyCap>
            <KeyCap>↓</KeyCap>
            {t("pickerKeys.choose")}
            <KeyCap>↵</KeyCap>
            {t("pickerKeys.insert")}
            <span className="ml-auto flex items-center gap-2">
              <KeyCap>Esc</KeyCap>
              {t("pickerKeys.close")}
            </span>
          </p>
        }
      />
    </Popover>
  );
}

function DataOption({ part, label }: { part: FieldPart; label: string }) {
  const t = useTranslations("missing");
  const { sample } = useMapping();
  return (
    <>
      <span className="w-36 min-w-fit max-w-1/2 shrink-0">
        <Token label={label} transform={part.transform} />
      </span>
      <span className="min-w-0 truncate text-ink-2 text-xs">{sample(part) || t("value")}</span>
    </>
  );
}
