import { validate } from "uuid";
import { type DeliveryFilter, readDeliveryFilter } from "#features/deliveries/delivery-filter.ts";

/** What the address says: the URL is the view. */
export type DeliveryView = DeliveryFilter & {
  /** Read on behind this delivery. */
  before?: string;
  /** Open in the panel, and which of its tries. */
  delivery?: string;
  try?: number;
};

export type SearchParams = Record<string, string | string[] | undefined>;

/** Whatever is in the address that cannot be meant is left out. */
export function readView(params: SearchParams): DeliveryView {
  const id = (name: string) => {
    const value = params[name];
    return typeof value === "string" && validate(value) ? value : undefined;
  };
  const number = Number(params.try);
  return {
    ...readDeliveryFilter(params),
    before: id("before"),
    delivery: id("delivery"),
    try: Number.isSafeInteger(number) && number > 0 ? number : undefined,
  };
}

export function filterOf({ before: _, delivery: __, try: ___, ...filter }: DeliveryView): DeliveryFilter {
  return filter;
}

export function viewHref({ tab, ...rest }: DeliveryView): string {
  const params = new URLSearchParams(tab === "all" ? [] : [["tab", tab]]);
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) params.set(name, String(value));
  return params.size > 0 ? `/deliveries?${params}` : "/deliveries";
}
