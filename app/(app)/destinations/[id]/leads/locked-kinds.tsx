import { Lock, LockOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { Switch } from "#components/ui/field.tsx";
import type { RoutingPreview } from "#features/rules/preview-routing.ts";
import type { Routing } from "#features/rules/routing.ts";

const KINDS = ["test", "doNotContact", "repeats"] as const;

/** Kinds of leads that stay in Buzón whatever the rules say, until somebody unlocks them and has read what it means. */
export function LockedKinds({
  destination,
  unlocked,
  preview,
  onChange,
}: {
  destination: string;
  unlocked: Routing["unlocked"];
  preview: RoutingPreview;
  onChange: (unlocked: Routing["unlocked"]) => void;
}) {
  const t = useTranslations("routing.locked");
  return (
    <section aria-labelledby="locked-title">
      <h2 id="locked-title" className="font-semibold">
        {t("title")}
      </h2>
      <p className="mt-1 mb-4 text-ink-2 text-sm">{t("help")}</p>
      <ul className="rounded-lg border border-line bg-surface [&>*:not(:last-child)]:border-line [&>*:not(:last-child)]:border-b">
        {KINDS.map((kind) => (
          <li key={kind} className="flex items-start gap-3 px-4 py-3 text-sm">
            <span className="pt-1 text-ink-2">{unlocked[kind] ? <LockOpen /> : <Lock />}</span>
            <div className="min-w-0 flex-1">
              <p className="font-medium">{t(`${kind}.title`)}</p>
              <p className="text-ink-2">{t(`${kind}.${unlocked[kind] ? "unlocked" : "locked"}`, { destination })}</p>
              {preview.total > 0 && (
                <p className="mt-1 text-ink-2 text-xs tabular-nums">
                  {t("found", { count: preview[kind], total: preview.total })}
                </p>
              )}
            </div>
            <Switch
              label={<span className="sr-only">{t(`${kind}.switch`, { destination })}</span>}
              checked={unlocked[kind]}
              onChange={({ target }) => onChange({ ...unlocked, [kind]: target.checked })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
