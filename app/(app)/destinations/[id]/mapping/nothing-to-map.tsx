"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { TargetField } from "#connectors/connector.ts";
import type { MappingView } from "#features/mappings/get-mapping.ts";
import { useRefreshFields } from "./use-refresh-fields.ts";

/** Either the destination takes what Microsoft sent as it is, or it has not told its fields yet. */
export function NothingToMap({ view, onFields }: { view: MappingView; onFields: (fields: TargetField[]) => void }) {
  const t = useTranslations("mapping");
  const refresh = useRefreshFields(view, onFields);
  const destination = view.destinationName;

  if (refresh.readAt) {
    return (
      <EmptyState
        title={t("asSentTitle")}
        actions={<ButtonLink href={`/destinations/${view.destinationId}/connection`}>{t("openConnection")}</ButtonLink>}
      >
        {t("asSentText", { destination })}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t("noFieldsTitle", { destination })}
      actions={
        <Button icon={<RotateCw />} busy={refresh.isBusy} onClick={refresh.run}>
          {t("refreshFields")}
        </Button>
      }
    >
      {t("noFieldsText", { destination })}
    </EmptyState>
  );
}
