import { useTranslations } from "next-intl";
import type { MappingTransform } from "#connectors/connector.ts";

/** Data of a lead by its name; what is done to it stands in a second part. */
export function Token({ label, transform }: { label: string; transform?: MappingTransform }) {
  const t = useTranslations("mapping.transform");
  return (
    <span className="inline-flex h-5.5 max-w-full items-stretch overflow-hidden rounded-sm border border-accent-line/55 bg-accent-soft text-sm leading-5">
      <span className="truncate px-1.5 font-medium text-ink">{label}</span>{" "}
      {transform && <span className="truncate border-accent-line/55 border-l px-1.5 text-ink-2">{t(transform)}</span>}
    </span>
  );
}
