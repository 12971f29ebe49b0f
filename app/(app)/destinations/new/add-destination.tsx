"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useToast } from "#components/ui/toast.tsx";
import { addDestinationAction } from "#features/destinations/actions.ts";
import type { ConnectorView } from "#features/destinations/list-connectors.ts";
import { ConnectionForm } from "../connection-form.tsx";

/** The empty form of a connector; saving it leads to the new destination. */
export function AddDestination({ connector }: { connector: ConnectorView }) {
  const t = useTranslations("destinations");
  const toast = useToast();
  const router = useRouter();

  return (
    <ConnectionForm
      connector={connector}
      initialName={connector.label}
      submitLabel={t("save")}
      cancelHref="/destinations"
      onSubmit={async (name, form) => {
        const result = await addDestinationAction({ connector: connector.type, name, form });
        if (result.ok) {
          const works = result.test.checks.every(({ ok }) => ok);
          toast.show({ text: t(works ? "added" : "addedPaused", { name }), failed: !works });
          router.push(`/destinations/${result.destinationId}`);
        }
        return result;
      }}
    />
  );
}
