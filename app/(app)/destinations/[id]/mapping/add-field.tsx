"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { holds, SearchList } from "#components/ui/search-list.tsx";
import type { TargetField } from "#connectors/connector.ts";

/** Every field of the destination that has no row yet, by its label or its name in the API; also those it fills itself. */
export function AddField({
  destination,
  fields,
  onAdd,
}: {
  destination: string;
  fields: TargetField[];
  onAdd: (name: string) => void;
}) {
  const t = useTranslations("mapping");
  const [isOpen, setOpen] = useState(false);

  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      align="end"
      label={t("findField")}
      className="w-90"
      trigger={
        <Button variant="ghost" icon={<Plus />}>
          {t("addField", { destination })}
        </Button>
      }
    >
      <SearchList<string>
        label={t("findField")}
        empty={t("noSuchField", { destination })}
        groupsFor={(query) => [
          {
            label: t("fieldsOf", { destination, count: fields.length }),
            options: fields
              .filter(({ label, name }) => holds(`${label} ${name}`, query))
              .toSorted((a, b) => Number(a.readOnly ?? false) - Number(b.readOnly ?? false))
              .map(({ label, name, readOnly }) => ({
                id: name,
                value: name,
                disabled: readOnly,
                content: (
                  <>
                    <span className="min-w-0 flex-1 truncate">
                      {label}
                      {readOnly && <span className="block text-xs">{t("readOnly", { destination })}</span>}
                    </span>
                    <span className="min-w-0 max-w-1/2 truncate font-mono text-ink-3 text-xs">{name}</span>
                  </>
                ),
              })),
          },
        ]}
        onChoose={(name) => {
          setOpen(false);
          onAdd(name);
        }}
      />
    </Popover>
  );
}
