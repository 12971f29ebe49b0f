import type { useFormatter } from "next-intl";

const KIBIBYTE = 1024;

/** "742 B", "1.1 KB": a no-break space and the unit, which is the same in every language. */
export function byteSize(format: Pick<ReturnType<typeof useFormatter>, "number">, bytes: number): string {
  return bytes < KIBIBYTE
    ? `${format.number(bytes)}\u00a0B`
    : `${format.number(bytes / KIBIBYTE, { maximumFractionDigits: 1 })}\u00a0KB`;
}
