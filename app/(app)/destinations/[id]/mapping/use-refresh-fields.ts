"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useToast } from "#components/ui/toast.tsx";
import type { TargetField } from "#connectors/connector.ts";
import { refreshFieldsAction } from "#features/destinations/actions.ts";
import type { MappingView } from "#features/mappings/get-mapping.ts";

/** Asks the destination for its fields again and says what came of it. */
export function useRefreshFields(
  { destinationId, destinationName, fieldsReadAt }: MappingView,
  onFields: (fields: TargetField[]) => void,
) {
  const t = useTranslations("mapping");
  const toast = useToast();
  const [readAt, setReadAt] = useState(fieldsReadAt);
  const [isBusy, start] = useTransition();

  const run = () =>
    start(async () => {
      const result = await refreshFieldsAction(destinationId);
      if (!result.ok) return toast.show({ text: t(`failure.${result.code}`), failed: true });
      if (!result.fresh) return toast.show({ text: t("notRefreshed", { destination: destinationName }), failed: true });
      setReadAt(result.readAt);
      onFields(result.fields);
      toast.show({ text: t("refreshed", { count: result.fields.length }) });
    });

  return { readAt, isBusy, run };
}
