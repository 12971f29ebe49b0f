import { useTranslations } from "next-intl";
import { classes } from "#components/ui/classes.ts";
import type { EndpointHealth } from "#features/endpoints/endpoint-health.ts";

const MINUTE_MS = 60_000;

const DOTS = { receiving: "bg-ok-icon", quiet: "bg-warn-icon", waiting: "bg-neutral-icon", off: "bg-neutral-icon" };

/** Whether leads come in, at the foot of the navigation. */
export function ReceivingLine({ health, now }: { health: EndpointHealth; now: Date }) {
  const t = useTranslations("shell.receiving");
  return (
    <div className="flex gap-2 px-2 py-2 text-xs max-xl:hidden">
      <span className={classes("mt-1 size-2 shrink-0 rounded-full", DOTS[health.state])} aria-hidden />
      <p className="min-w-0 text-ink-2">
        {health.state === "quiet" ? (
          <span className="font-medium text-warn">{t("quiet", { days: health.days })}</span>
        ) : (
          <span className="font-medium">{t(health.state)}</span>
        )}
        {health.state === "receiving" && <span className="block">{lastLead(health.lastLeadAt)}</span>}
      </p>
    </div>
  );

  function lastLead(at: Date): string {
    const minutes = Math.floor((now.getTime() - at.getTime()) / MINUTE_MS);
    if (minutes < 1) return t("lastNow");
    if (minutes < 60) return t("lastMinutes", { count: minutes });
    if (minutes < 24 * 60) return t("lastHours", { count: Math.floor(minutes / 60) });
    return t("lastDays", { count: Math.floor(minutes / (24 * 60)) });
  }
}
