"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Escape closes the panel and gives the focus back to its row, unless something in front of it wants the key. */
export function EscapeTo({ href, focus }: { href: string; focus: string }) {
  const router = useRouter();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const isElsewhere = document.activeElement?.closest("[role=dialog], [role=menu]");
      if (event.key !== "Escape" || event.defaultPrevented || isElsewhere) return;
      (document.getElementById(focus) ?? document.getElementById("main"))?.focus();
      router.push(href, { scroll: false });
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [href, focus, router]);
  return null;
}
