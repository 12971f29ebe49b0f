export type Bell = {
  ring(): void;
  /** Resolves at the next ring, at once if it rang since the last wait, and after `timeoutMs` at the latest. */
  wait(timeoutMs: number): Promise<void>;
};

export function createBell(): Bell {
  let hasRung = false;
  let wake: (() => void) | null = null;

  return {
    ring() {
      hasRung = true;
      wake?.();
    },
    async wait(timeoutMs) {
      if (!hasRung) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, timeoutMs);
        wake = resolve;
        await promise;
        clearTimeout(timer);
        wake = null;
      }
      hasRung = false;
    },
  };
}
