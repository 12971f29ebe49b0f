"use client";
import { ArrowUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, startTransition, useContext, useEffect, useRef, useState } from "react";
import { countNewer } from "#components/live/count-newer.ts";
import { isListIdle } from "#components/live/is-list-idle.ts";
import { useNews } from "#components/live/live-store.ts";
import { mayRedraw } from "#components/live/presence.ts";
import { useLiveRefresh } from "#components/live/use-live-refresh.ts";
import type { Newer } from "#features/live/count-newer.ts";
import { mayHold } from "#features/live/news.ts";

/** Leads that come together are counted once. */
const COUNT_AFTER_MS = 1_000;

/** Rows of newer leads than this one wait. */
const ShownUntil = createContext(Number.POSITIVE_INFINITY);

export function useShownUntil(): number {
  return useContext(ShownUntil);
}

/** Rows until this number are shown; all of them since the drawing at `letInAt`, until the next one. */
type Held = { place: string; until: number; letInAt: number | null };

/**
 * Keeps a list up to date without moving it: what colleagues change appears in its rows, and new leads wait behind a bar
 * at the top, unless nobody is doing anything in the list. Whatever redraws the page meanwhile, the rows stay where they
 * are.
 */
export function LiveList({
  filter,
  newest,
  firstHref,
  renderedAt,
  children,
}: {
  /** As write-filter.ts writes it. */
  filter: string;
  /** The number of the newest lead of all when the list was read. */
  newest: number;
  /** The first page of the list; null where this is it. */
  firstHref: string | null;
  /** When the server drew the list, in milliseconds. */
  renderedAt: number;
  children: ReactNode;
}) {
  const router = useRouter();
  const place = `${filter} ${firstHref}`;
  const [held, hold] = useState<Held>({ place, until: newest, letInAt: null });
  const [newer, setNewer] = useState<Newer | null>(null);
  const counting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ held, filter, firstHref, renderedAt });
  const refresh = useLiveRefresh(renderedAt);

  // Another list begins with everything it has, and what was let in is there once the list was drawn anew.
  if (held.place !== place || (held.letInAt !== null && renderedAt > held.letInAt)) {
    hold({ place, until: newest, letInAt: null });
    setNewer(null);
  }
  useEffect(() => {
    latest.current = { held, filter, firstHref, renderedAt };
    if (held.letInAt === null && newest > held.until && isListIdle()) hold({ ...held, until: newest });
  }, [held, filter, firstHref, renderedAt, newest]);

  function letIn() {
    hold({ ...latest.current.held, letInAt: latest.current.renderedAt });
    startTransition(() => router.refresh());
  }

  async function count() {
    const { held, filter, firstHref } = latest.current;
    if (held.letInAt !== null || document.visibilityState === "hidden") return;
    const found = await countNewer(filter, held.until);
    if (!found || latest.current.held !== held) return;
    if (found.count > 0 && !firstHref && isListIdle() && mayRedraw()) letIn();
    else setNewer(found);
  }

  function countSoon() {
    clearTimeout(counting.current);
    counting.current = setTimeout(count, COUNT_AFTER_MS);
  }

  // Something may have come between drawing the list and listening, and while nobody looked.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each list
  useEffect(() => {
    countSoon();
    document.addEventListener("visibilitychange", countSoon);
    return () => {
      clearTimeout(counting.current);
      document.removeEventListener("visibilitychange", countSoon);
    };
  }, [place]);

  useNews(({ arrived, changed, at }) => {
    if (arrived === "many" || arrived.length > 0) countSoon();
    const shown = [...document.querySelectorAll<HTMLElement>("tr[data-lead], [data-open-lead]")];
    const numbers = shown.map(({ dataset }) => Number(dataset.lead ?? dataset.openLead));
    if (numbers.some((number) => mayHold(changed, number))) refresh(at);
  });

  function onPress() {
    if (firstHref) router.push(firstHref);
    else letIn();
    const list = document.querySelector<HTMLElement>("[data-list]");
    list?.scrollTo({ top: 0 });
    scrollTo({ top: 0 });
    // The bar goes, and the focus with it.
    list?.querySelector<HTMLElement>("tr[data-lead] a")?.focus({ preventScroll: true });
  }

  return (
    <ShownUntil value={held.letInAt === null ? held.until : Number.POSITIVE_INFINITY}>
      <NewLeads newer={held.letInAt === null ? newer : null} onPress={onPress} />
      {children}
    </ShownUntil>
  );
}

/** Lies over the list, so that nothing moves when it comes. */
function NewLeads({ newer, onPress }: { newer: Newer | null; onPress: () => void }) {
  const t = useTranslations("live");
  const text = newer && newer.count > 0 ? t("newLeads", { count: newer.count, isMore: String(newer.isMore) }) : "";
  return (
    <div className="relative z-11 h-0 max-md:sticky max-md:top-0">
      <p role="status" className="sr-only">
        {text}
      </p>
      {text && (
        <div className="pointer-events-none absolute inset-x-0 top-10 flex justify-center max-md:top-2">
          <button
            type="button"
            onClick={onPress}
            className="pointer-events-auto flex h-8 items-center gap-1.5 rounded-full bg-inverse px-4 font-medium text-on-inverse text-sm shadow-popover max-md:h-11"
          >
            <ArrowUp />
            {text}
          </button>
        </div>
      )}
    </div>
  );
}
