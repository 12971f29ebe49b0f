"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { ExportChoice } from "./export-form.tsx";

/** Comes when somebody wants a file: most visits only read. */
const ExportForm = lazy(() => import("./export-form.tsx").then(({ ExportForm }) => ({ default: ExportForm })));

/** The command, and what it opens. */
export function ExportDialog({
  isPhone = false,
  ...choice
}: ExportChoice & {
  /** There the button is an icon. */
  isPhone?: boolean;
}) {
  const t = useTranslations("leadExport");
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const press = {
    ref: trigger,
    onClick: () => setOpen(true),
    "aria-haspopup": "dialog",
    "data-command": "export",
  } as const;
  return (
    <>
      {isPhone ? (
        <IconButton label={t("open")} icon={<Download className="size-5!" />} {...press} />
      ) : (
        <Button icon={<Download />} {...press}>
          {t("open")}
        </Button>
      )}
      {isOpen && (
        <Suspense>
          <ExportForm {...choice} onClose={() => setOpen(false)} finalFocus={() => trigger.current ?? true} />
        </Suspense>
      )}
    </>
  );
}
