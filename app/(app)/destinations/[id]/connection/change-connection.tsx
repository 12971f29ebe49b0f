"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useToast } from "#components/ui/toast.tsx";
import { renameDestinationAction, updateConnectionAction } from "#features/destinations/actions.ts";
import type { ConnectorView } from "#features/destinations/list-connectors.ts";
import { ConnectionForm } from "../../connection-form.tsx";

/** The form with what is stored; secrets only by their last four characters. */
export function ChangeConnection({
  connector,
  destinationId,
  name,
  settings,
  credentialTails,
}: {
  connector: ConnectorView;
  destinationId: string;
  name: string;
  settings: Record<string, string>;
  credentialTails: Record<string, string>;
}) {
  const t = useTranslations("destinations");
  const toast = useToast();
  const router = useRouter();

  return (
    <ConnectionForm
      connector={connector}
      destinationId={destinationId}
      initialName={name}
      settings={settings}
      credentialTails={credentialTails}
      submitLabel={t("saveChanges")}
      cancelHref={`/destinations/${destinationId}`}
      onSubmit={async (newName, form) => {
        if (newName !== name) {
          const renamed = await renameDestinationAction(destinationId, newName);
          if (!renamed.ok) return renamed;
        }
        const result = await updateConnectionAction(destinationId, form);
        if (result.ok) {
          const works = result.test.checks.every(({ ok }) => ok);
          toast.show({ text: t(works ? "changed" : "changedBroken", { name: newName }), failed: !works });
          router.push(`/destinations/${destinationId}`);
        }
        return result;
      }}
    />
  );
}
