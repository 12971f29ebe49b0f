"use client";

import { useTranslations } from "next-intl";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { MappedLead } from "#features/mappings/map-lead.ts";

/** The values of the lead shown under the names that the destination's API has for its fields. */
export function AsSent({
  destination,
  values,
  open,
  onOpenChange,
}: {
  destination: string;
  values: MappedLead["values"];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("mapping");
  return (
    <Dialog title={t("asSent")} size="lg" open={open} onOpenChange={onOpenChange}>
      <p className="mb-3 text-ink-2 text-sm">{t("asSentHint", { destination })}</p>
      <CodeBlock text={JSON.stringify(values, null, 2)} copyLabel={t("copyAsSent")} />
    </Dialog>
  );
}
