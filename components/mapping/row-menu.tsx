"use client";

import { Ellipsis, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { MappingRow, TargetField } from "#connectors/connector.ts";

/** What becomes of a row when nothing fills it, or when the record is there already. */
export function RowMenu({
  field,
  row,
  updatesExisting,
  onChange,
  onRemove,
}: {
  field: TargetField;
  row: MappingRow;
  /** Whether the destination can meet a record that is there already. */
  updatesExisting: boolean;
  onChange: (row: MappingRow) => void;
  /** Absent for what the destination requires. */
  onRemove?: () => void;
}) {
  const t = useTranslations("mapping.rowMenu");
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          label={t("label", { field: field.label })}
          icon={<Ellipsis />}
          className="-my-1 ml-auto size-6! max-md:size-11! lg:opacity-0 lg:aria-expanded:opacity-100 lg:focus-visible:opacity-100 lg:group-focus-within:opacity-100 lg:group-hover:opacity-100"
        />
      }
    >
      <MenuChoice
        label={t("whenEmpty")}
        value={row.whenEmpty ?? "omit"}
        options={[
          { value: "omit", label: t("omit") },
          { value: "stop", label: t("stop") },
        ]}
        onChange={(whenEmpty) => onChange({ ...row, whenEmpty })}
      />
      {updatesExisting && (
        <>
          <MenuSeparator />
          <MenuChoice
            label={t("whenExists")}
            value={row.whenExists ?? "overwrite"}
            options={[
              { value: "overwrite", label: t("overwrite") },
              { value: "if_blank", label: t("if_blank") },
              { value: "never", label: t("never") },
            ]}
            onChange={(whenExists) => onChange({ ...row, whenExists })}
          />
        </>
      )}
      {onRemove && (
        <>
          <MenuSeparator />
          <MenuItem icon={<Trash2 />} onClick={onRemove}>
            {t("remove", { field: field.label })}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
