"use client";

import { Download, Ellipsis, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import type { MappingView } from "#features/mappings/get-mapping.ts";
import { filledRows } from "./editor-rows.ts";
import { ImportMapping } from "./import-mapping.tsx";

/** The mapping as a file, out and in. */
export function MappingFileMenu({
  view,
  rows,
  fields,
  onImport,
}: {
  view: MappingView;
  rows: MappingRow[];
  fields: TargetField[];
  onImport: (rows: MappingRow[]) => void;
}) {
  const t = useTranslations("mapping.file");
  const [isImporting, setImporting] = useState(false);
  return (
    <>
      <Menu align="end" trigger={<IconButton label={t("menu")} icon={<Ellipsis />} />}>
        <MenuItem icon={<Download />} onClick={() => download(view, filledRows(rows))}>
          {t("export")}
        </MenuItem>
        <MenuItem icon={<Upload />} onClick={() => setImporting(true)}>
          {t("import")}
        </MenuItem>
      </Menu>
      <ImportMapping
        destination={view.destinationName}
        fields={fields}
        open={isImporting}
        onOpenChange={setImporting}
        onImport={onImport}
      />
    </>
  );
}

/** What is on the screen, also while it is not saved yet. */
function download({ connector, destinationName }: MappingView, rows: MappingRow[]) {
  const file = new Blob([mappingFile(connector, rows)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${destinationName.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase()}-mapping.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** As features/mappings/read-mapping-file.ts reads it. */
function mappingFile(connector: string, rows: MappingRow[]): string {
  return `${JSON.stringify({ format: "buzon-mapping/1", connector, rows }, null, 2)}\n`;
}
