import { useEffect, useRef } from "react";
import type { OrderOf } from "#features/leads/lead-change-order.ts";

/** What a key asks of the selected leads without pressing a control: an order, or the choice where to send them. */
export type SelectionOrder = OrderOf<"status"> | OrderOf<"owner"> | OrderOf<"read"> | { kind: "send" };

let answer: ((order: SelectionOrder) => void) | null = null;

/** The bar of the selection answers; it shows the plan first, as for its own buttons. */
export function useSelectionOrders(onOrder: (order: SelectionOrder) => void): void {
  const latest = useRef(onOrder);
  useEffect(() => {
    latest.current = onOrder;
  });
  useEffect(() => {
    const own = (order: SelectionOrder) => latest.current(order);
    answer = own;
    return () => {
      if (answer === own) answer = null;
    };
  }, []);
}

/** False where nothing is selected. */
export function orderSelection(order: SelectionOrder): boolean {
  answer?.(order);
  return answer !== null;
}
