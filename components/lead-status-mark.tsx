import { useTranslations } from "next-intl";
import { Glyph } from "#components/glyph.tsx";

export type LeadStatus = "new" | "contacted" | "qualified" | "closed";

/** The status of a lead: its mark, and its word unless the mark stands alone (then the word is read out). */
export function LeadStatusMark({ status, withText = true }: { status: LeadStatus; withText?: boolean }) {
  const t = useTranslations("leadStatus");
  const label = withText ? undefined : t(status);
  if (!withText) return <StatusShape status={status} label={label} />;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <StatusShape status={status} />
      {t(status)}
    </span>
  );
}

function StatusShape({ status, label }: { status: LeadStatus; label?: string }) {
  if (status === "qualified") return <Glyph shape="tick" tone="ok" label={label} />;
  if (status === "closed") return <Glyph shape="cross" tone="neutral" label={label} />;
  return (
    <svg
      viewBox="0 0 16 16"
      width={14}
      height={14}
      role={label ? "img" : "presentation"}
      aria-label={label}
      aria-hidden={label === undefined}
      className={status === "new" ? "shrink-0 text-info-icon" : "shrink-0 text-warn-icon"}
    >
      <circle
        cx="8"
        cy="8"
        r="6.750"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.900"
        strokeDasharray={status === "new" ? "3.100 2.200" : undefined}
      />
      {status === "contacted" && <path d="M8 4a4 4 0 0 1 0 8z" fill="currentColor" />}
    </svg>
  );
}
