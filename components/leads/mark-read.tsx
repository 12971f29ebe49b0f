"use client";
import { startTransition, useEffect, useRef } from "react";
import { markReadAction } from "#features/leads/actions.ts";

/**
 * Marks the lead as read once somebody looks at it, which is not so while the page is only being fetched ahead. Give it
 * the lead's number as its key. What is marked as unread while it is open stays that.
 */
export function MarkRead({ number, isUnread }: { number: number; isUnread: boolean }) {
  const wasUnread = useRef(isUnread);
  useEffect(() => {
    if (!wasUnread.current) return;
    startTransition(async () => {
      await markReadAction(number);
    });
  }, [number]);
  return null;
}
