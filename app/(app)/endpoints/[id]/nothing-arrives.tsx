"use client";
import { useTranslations } from "next-intl";
import { Popover } from "#components/ui/popover.tsx";

const CAUSES = ["public", "https", "whole", "saved"] as const;

/** What to look at when the test lead does not come. */
export function NothingArrives() {
  const t = useTranslations("endpoint.nothing");
  return (
    <Popover
      title={t("title")}
      className="w-96 p-4"
      trigger={
        <button type="button" className="link min-h-6 text-sm">
          {t("open")}
        </button>
      }
    >
      <ul className="flex list-disc flex-col gap-2 pl-4 text-ink-2">
        {CAUSES.map((cause) => (
          <li key={cause}>{t(cause)}</li>
        ))}
      </ul>
    </Popover>
  );
}
