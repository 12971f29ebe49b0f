import { useEffect, useState } from "react";
import type { AskedField, FieldOptions } from "#features/leads/filter-options.ts";

/** Null while it is on its way. */
export type Asked = (FieldOptions & { hasFailed?: true }) | null;

/**
 * The counted values of a field beside the rest of a filter. A question is asked `delayMs` after the last change, and
 * dropped when the next one comes.
 */
export function useFieldOptions(rest: string, asked: AskedField | null, delayMs = 0): Asked {
  const question = asked && String(new URLSearchParams({ ...asked, q: rest.trim() }));
  const [answer, setAnswer] = useState<{ question: string; options: Asked } | null>(null);

  useEffect(() => {
    if (!question) return;
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      const options = await ask(question, asking.signal);
      if (!asking.signal.aborted) setAnswer({ question, options });
    }, delayMs);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [question, delayMs]);

  return answer && answer.question === question ? answer.options : null;
}

/** Without an answer people can choose all the same: what they see then says so. */
async function ask(question: string, signal: AbortSignal): Promise<Asked> {
  try {
    const response = await fetch(`/inbox/options?${question}`, { signal });
    if (response.ok) return await response.json();
  } catch {
    // The connection is gone, or the question was dropped.
  }
  return { options: [], isPartial: false, hasFailed: true };
}
