import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { leadName } from "#features/leads/lead-name.ts";
import type { PreviewLead } from "#features/mappings/list-preview-leads.ts";
import type { FieldResult } from "#features/mappings/map-lead.ts";
import type { TestedLead } from "#features/mappings/test-mapping.ts";

const TONES = { complete: "ok", changed: "warn", rejected: "bad" } as const;

/** One lead of a test: what happens to it in words, field by field, and what the live version does otherwise. */
export function TestedLeadItem({
  destination,
  tested,
  field,
  labelOf,
  onField,
}: {
  destination: string;
  tested: TestedLead<PreviewLead>;
  /** Only this field is of interest; all of them when empty. */
  field: string;
  labelOf: (field: string) => string;
  onField: (field: string) => void;
}) {
  const t = useTranslations("mappingTest");
  const { lead, outcome } = tested;
  const isWanted = (each: { field: string }) => !field || each.field === field;
  const issues = tested.issues.filter(isWanted);
  const differences = tested.differences.filter(isWanted);

  return (
    <li className="border-line border-b py-3 text-sm last:border-b-0">
      <p className="flex items-start justify-between gap-3">
        <span className="min-w-0 break-words">
          <Link
            href={`/leads/${lead.number}`}
            className="font-medium underline decoration-line-strong underline-offset-4 max-md:py-3"
          >
            {leadName(lead) ?? t("noName")}
          </Link>
          <span className="text-ink-2"> · {lead.company ?? t("noCompany")}</span>
        </span>
        <Badge tone={TONES[outcome]}>{t(`badge.${outcome}`)}</Badge>
      </p>
      {issues.map((issue) => (
        <div key={`${issue.field} ${issue.code}`} className="mt-1">
          <p className="text-ink-2">{t(`issue.${issue.code}`, { ...issue.values, field: issue.label, destination })}</p>
          {!IS_FIELDS_OWN.has(issue.code) && (
            <Step label={issue.label} onField={() => onField(issue.field)} before={<Given issue={issue} />}>
              <Got result={issue.result} isRejected={isProblem(issue)} />
            </Step>
          )}
        </div>
      ))}
      {differences.length > 0 && (
        <div className="mt-2">
          <p className="text-ink-3 text-xs">{t("differences")}</p>
          {differences.map(({ field: name, before, after }) => (
            <Step key={name} label={labelOf(name)} onField={() => onField(name)} before={<Got result={before} />}>
              <Got result={after} />
            </Step>
          ))}
        </div>
      )}
    </li>
  );
}

type Issue = TestedLead<PreviewLead>["issues"][number];

/** Whatever the lead gave: it is the field that takes nothing. */
const IS_FIELDS_OWN: ReadonlySet<Issue["code"]> = new Set<Issue["code"]>(["unknown_field", "read_only"]);

function isProblem({ code }: Issue): boolean {
  return code === "required_empty" || code === "stopped_empty";
}

/** "Job title: what it was, what it becomes"; the name leads to its row. */
function Step({
  label,
  before,
  onField,
  children,
}: {
  label: string;
  before: ReactNode;
  onField: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("mappingTest");
  return (
    <div className="mt-1 grid grid-cols-[6.5rem_1fr] items-baseline gap-x-3 text-xs">
      <button
        type="button"
        title={t("goTo", { field: label })}
        onClick={onField}
        className="min-h-6 truncate rounded-sm text-left text-ink-2 underline decoration-line-strong underline-offset-4 hover:text-ink max-md:min-h-11"
      >
        {label}
      </button>
      <p className="min-w-0 break-words">
        <del className="text-ink-3">{before}</del>
        <ArrowRight className="mx-1.5 inline size-3 text-ink-3" aria-label={t("becomes")} />
        <span>{children}</span>
      </p>
    </div>
  );
}

/** What the lead gave; a long text is told by its length. */
function Given({ issue: { values } }: { issue: Issue }) {
  const t = useTranslations("mappingTest");
  if (values.text !== undefined) return values.text;
  if (values.length !== undefined) return t("characters", { count: Number(values.length) });
  return t("empty");
}

function Got({ result, isRejected = false }: { result: FieldResult; isRejected?: boolean }) {
  const t = useTranslations("mappingTest");
  if (isRejected) return <span className="text-bad">{t("rejected")}</span>;
  if (result.value === null) return t("blank");
  return typeof result.value === "boolean" ? t(result.value ? "yes" : "no") : result.text;
}
