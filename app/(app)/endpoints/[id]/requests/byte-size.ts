import type { useFormatter } from "next-intl";

const KIBIBYTE = 1024;

/** "742 B", "1.1 kB". */
export function byteSize(format: Pick<ReturnType<typeof useFormatter>, "number">, bytes: number): string {
  return bytes < KIBIBYTE
    ? format.number(bytes, { style: "unit", unit: "byte", unitDisplay: "narrow" })
    : format.number(bytes / KIBIBYTE, { style: "unit", unit: "kilobyte", maximumFractionDigits: 1 });
}
