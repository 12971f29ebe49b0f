"use client";
import { CircleHelp, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { KeyCombo } from "#components/keys/key-combo.tsx";
import { useKeys } from "#components/keys/keys-context.ts";
import { IconButton } from "#components/ui/icon-button.tsx";

/** "Search or jump to…" in the navigation; only its icon in the rail. */
export function PaletteButton() {
  const t = useTranslations("palette");
  const { openPalette, reach } = useKeys();
  return (
    <button
      type="button"
      aria-keyshortcuts="Meta+K Control+K"
      onClick={openPalette}
      onPointerEnter={reach}
      onFocus={reach}
      className="mb-2 flex h-8 shrink-0 items-center gap-2 rounded-md border border-line-strong bg-surface px-2 text-ink-2 text-sm hover:bg-hover max-xl:justify-center"
    >
      <Search />
      <span className="min-w-0 flex-1 truncate text-left max-xl:sr-only">{t("title")}</span>
      <span aria-hidden className="flex max-xl:hidden">
        <KeyCombo keys="mod+k" />
      </span>
    </button>
  );
}

/** All shortcuts, beside the account. */
export function HelpButton() {
  const t = useTranslations("keys");
  const { openHelp } = useKeys();
  return <IconButton label={t("open")} icon={<CircleHelp />} onClick={openHelp} />;
}
