import { Send } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { viewHref } from "./delivery-view.ts";

/** The way back to bulk replays that are under way. */
export function RunningReplays({ running }: { running: { id: string; total: number }[] }) {
  const t = useTranslations("replay.progress");
  return running.map(({ id, total }) => (
    <p
      key={id}
      className="flex min-h-10 items-center gap-3 border-line border-b bg-info-soft px-4 text-info text-sm md:px-6"
    >
      <Send aria-hidden />
      <span className="min-w-0 flex-1">{t("running", { total })}</span>
      <Link
        href={viewHref({ tab: "all", replay: id })}
        className="inline-flex min-h-6 items-center font-medium underline underline-offset-4 max-md:min-h-11"
      >
        {t("see")}
      </Link>
    </p>
  ));
}
