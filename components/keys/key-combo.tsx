"use client";
import { useTranslations } from "next-intl";
import { Fragment, useSyncExternalStore } from "react";
import { KeyCap } from "#components/ui/key-cap.tsx";

/** The keys of a shortcut as they are labelled on the person's keyboard: "⌘K", "G then I". */
export function KeyCombo({ keys }: { keys: string }) {
  const t = useTranslations("keys");
  const label = useKeyLabel();
  return (
    <span className="inline-flex shrink-0 items-center gap-1">
      {keys.split(" ").map((step, index) => (
        <Fragment key={step}>
          {index > 0 && <span className="text-ink-3 text-xs">{t("then")}</span>}
          <KeyCap>{label(step)}</KeyCap>
        </Fragment>
      ))}
    </span>
  );
}

const NAMED = ["Enter", "Escape", "ArrowDown", "ArrowUp", "shift"] as const;

function useKeyLabel(): (keys: string) => string {
  const t = useTranslations("keys.key");
  const isMac = useSyncExternalStore(
    () => () => {},
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  );
  function label(key: string): string {
    const named = NAMED.find((name) => name === key);
    return named ? t(named) : key.toUpperCase();
  }
  return (keys) => {
    const [first = "", key] = keys.split("+");
    if (!key) return label(first);
    if (first !== "mod") return t("together", { first: label(first), key: label(key) });
    return isMac ? t("withCommand", { key: label(key) }) : t("together", { first: t("control"), key: label(key) });
  };
}
