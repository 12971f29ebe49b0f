"use client";

import { useTranslations } from "next-intl";
import type { ReactElement } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import type { ConnectorView } from "#features/destinations/list-connectors.ts";
import { Gallery } from "./gallery.tsx";

export function GalleryDialog({ connectors, trigger }: { connectors: ConnectorView[]; trigger: ReactElement }) {
  const t = useTranslations("destinations");
  return (
    <Dialog title={t("galleryTitle")} size="xl" trigger={trigger}>
      <div className="-mx-6 -my-5">
        <Gallery connectors={connectors} />
      </div>
    </Dialog>
  );
}
