"use client";
import { startTransition, useEffect, useRef } from "react";
import { markReadAction } from "#features/leads/actions.ts";

/**
 * Marks the lead as read once somebody looks at it, which is not so while the page is only being fetched ahead. Give it
 * the lead's number as its key; news is what is unread or names the reader. What is marked as unread while it is open stays that.
 */
export function MarkRead({ number, isNews }: { number: number; isNews: boolean }) {
  const wasNews = useRef(isNews);
  useEffect(() => {
    if (!wasNews.current) return;
    startTransition(async () => {
      await markReadAction(number);
    });
  }, [number]);
  return null;
}
