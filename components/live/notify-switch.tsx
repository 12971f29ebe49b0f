"use client";
import { useTranslations } from "next-intl";
import { startTransition, useOptimistic, useState } from "react";
import { Switch } from "#components/ui/field.tsx";
import { changePreferences } from "#features/people/actions.ts";

/** Whether the browser announces new leads; asks it for permission when this is turned on, and at no other time. */
export function NotifySwitch({ isOn }: { isOn: boolean }) {
  const t = useTranslations("live");
  const [shown, show] = useOptimistic(isOn);
  const [problem, setProblem] = useState<"notifyBlocked" | "notifyMissing" | null>(null);

  function turn(wanted: boolean) {
    startTransition(async () => {
      show(wanted);
      const refused = wanted ? await askBrowser() : null;
      setProblem(refused);
      if (refused === null) await changePreferences({ notify: wanted });
    });
  }

  return (
    <div>
      <Switch
        label={<span className="font-medium">{t("notify")}</span>}
        aria-describedby="notify-hint"
        checked={shown}
        onChange={({ target: { checked } }) => turn(checked)}
      />
      <p id="notify-hint" className="mt-1 text-ink-3 text-xs">
        {t("notifyHint")}
      </p>
      <p role="status" className="mt-1 text-warn text-xs empty:hidden">
        {problem && t(problem)}
      </p>
    </div>
  );
}

async function askBrowser(): Promise<"notifyBlocked" | "notifyMissing" | null> {
  // Chrome on Android has it and throws when it is used: there only a service worker may announce.
  if (!("Notification" in window) || /Android/.test(navigator.userAgent)) return "notifyMissing";
  return (await Notification.requestPermission()) === "granted" ? null : "notifyBlocked";
}
