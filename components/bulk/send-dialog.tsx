"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { Named } from "#components/bulk/use-order-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { RadioGroup } from "#components/ui/field.tsx";
import type { BulkOrder } from "#features/bulk/bulk-order.ts";

/** Where the leads shall go; what that means is said next. */
export function SendDialog({
  destinations,
  onChoose,
  onClose,
}: {
  destinations: readonly Named[];
  onChoose: (order: BulkOrder) => void;
  onClose: () => void;
}) {
  const t = useTranslations("bulk");
  const form = useId();
  const [first] = destinations;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("sendTo")}
      footer={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          {first && (
            <Button type="submit" form={form} variant="primary">
              {t("goOn")}
            </Button>
          )}
        </>
      }
    >
      {first ? (
        <form
          id={form}
          action={(entries) => onChoose({ kind: "send", destinationId: String(entries.get("destination")) })}
        >
          <RadioGroup
            legend={t("destination")}
            name="destination"
            defaultValue={first.id}
            options={destinations.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </form>
      ) : (
        <p className="text-ink-2 text-sm">{t("noDestination")}</p>
      )}
    </Dialog>
  );
}
