"use client";
import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";

const TICK_MS = 1_500;

/** Copies `value`. An icon whose name is `label`; with a `variant`, a whole button that shows the label. */
export function CopyButton({
  value,
  label,
  variant,
  onCopied,
  className,
  ...command
}: {
  value: string;
  label: string;
  variant?: ComponentProps<typeof Button>["variant"];
  onCopied?: () => void;
  className?: string;
  /** The command of the keyboard that presses it. */
  "data-command"?: string;
}) {
  const t = useTranslations("ui");
  const [isCopied, setCopied] = useState(false);
  const icon = isCopied ? <Check /> : <Copy />;

  async function copy() {
    await copyText(value);
    setCopied(true);
    onCopied?.();
    setTimeout(() => setCopied(false), TICK_MS);
  }

  return (
    <>
      {variant ? (
        <Button variant={variant} icon={icon} onClick={copy} className={className} {...command}>
          {label}
        </Button>
      ) : (
        <IconButton label={label} icon={icon} onClick={copy} className={className} {...command} />
      )}
      <span role="status" className="sr-only">
        {isCopied && t("copied")}
      </span>
    </>
  );
}

/** Browsers offer the clipboard to https and localhost only; on plain http in an office the old command still works. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "sr-only";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
