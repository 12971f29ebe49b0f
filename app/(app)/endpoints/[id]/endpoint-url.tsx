"use client";
import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";

/**
 * The address for Partner Center; its key is hidden until somebody wants to see it. Once copied, its step is done.
 * `url` is null for those who may not see the key.
 */
export function EndpointUrl({ url, masked }: { url: string | null; masked: string }) {
  const t = useTranslations("endpoint.copy");
  const [isShown, setShown] = useState(false);
  const [isCopied, setCopied] = useState(false);
  if (url === null) {
    return (
      <>
        <code className="mt-3 block rounded-lg border border-line bg-sunken px-3 py-2 font-mono text-sm">{masked}</code>
        <p className="mt-1.5 text-ink-2 text-xs">{t("adminsOnly")}</p>
      </>
    );
  }
  return (
    <div
      data-done={isCopied || undefined}
      className="mt-3 flex flex-wrap items-center gap-1 rounded-lg border border-line-control bg-surface p-1"
    >
      <code className="min-w-0 flex-1 px-2.5 py-1.5 font-mono text-sm max-md:basis-full">{isShown ? url : masked}</code>
      <IconButton
        label={isShown ? t("hide") : t("show")}
        icon={isShown ? <EyeOff /> : <Eye />}
        onClick={() => setShown(!isShown)}
        className="max-md:ml-auto"
      />
      <CopyButton value={url} label={t("button")} variant="primary" onCopied={() => setCopied(true)} />
    </div>
  );
}
