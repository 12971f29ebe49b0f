import { useEffect, useState } from "react";
import type { Count } from "#features/leads/count-leads.ts";
import { countExportAction } from "#features/leads/export-actions.ts";

type ExportCount = { all: Count; contactable: Count };

/** How many leads of the filter a file would have; null until that is known. */
export function useExportCount(filter: string): ExportCount | null {
  const [counted, setCounted] = useState<{ filter: string; count: ExportCount } | null>(null);
  useEffect(() => {
    let isGone = false;
    countExportAction(filter).then((count) => isGone || setCounted({ filter, count }));
    return () => {
      isGone = true;
    };
  }, [filter]);
  return counted?.filter === filter ? counted.count : null;
}
