import { useEffect, useEffectEvent } from "react";

/** Asks every `everyMs` while somebody looks at the page, never twice at once, as long as `isOn`. */
export function usePoll(ask: () => Promise<void>, everyMs: number, isOn = true): void {
  const askNow = useEffectEvent(ask);
  useEffect(() => {
    if (!isOn) return;
    let isAsking = false;
    const timer = setInterval(async () => {
      if (isAsking || document.visibilityState !== "visible") return;
      isAsking = true;
      try {
        await askNow();
      } finally {
        // Also after a question that failed: a restart of the server must not end the waiting.
        isAsking = false;
      }
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, isOn]);
}
