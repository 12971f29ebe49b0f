"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import { classes } from "#components/ui/classes.ts";
import type { ReplayPreview } from "#features/deliveries/preview-replay.ts";
import type { PreviewField } from "#features/deliveries/side-by-side.ts";

/** What would be sent now beside what was sent last: what differs, the rest folded away. */
export function ReplayComparison({
  preview: { sent, fields, problems },
  destinationId,
}: {
  preview: ReplayPreview;
  destinationId: string;
}) {
  const t = useTranslations("delivery.again");
  const changed = fields.filter(({ before, now }) => before !== now);
  const same = fields.filter(({ before, now }) => before === now);
  const [problem] = problems;
  return (
    <div className="flex flex-col gap-3">
      {problem && (
        <Banner
          tone="bad"
          fact={t("problems", { fields: problems.length })}
          action={
            <Link href={`/destinations/${destinationId}/mapping#field-${encodeURIComponent(problem.field)}`}>
              {t("fixMapping")}
            </Link>
          }
        >
          {problems.map(({ label }) => label).join(", ")}
        </Banner>
      )}
      {!sent && <p className="text-ink-2 text-sm">{t("nothingBefore")}</p>}
      {sent && changed.length === 0 && <p className="text-sm">{t("same")}</p>}
      {changed.length > 0 && <Fields fields={changed} isChange={sent !== null} hasBefore={sent !== null} />}
      {same.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer rounded-sm py-1 text-ink-2 text-sm hover:text-ink max-md:py-3">
            {t("others", { count: same.length })}
          </summary>
          <Fields fields={same} isChange={false} hasBefore />
        </details>
      )}
    </div>
  );
}

function Fields({ fields, isChange, hasBefore }: { fields: PreviewField[]; isChange: boolean; hasBefore: boolean }) {
  const t = useTranslations("delivery.again");
  return (
    <table className="w-full table-fixed text-left text-sm">
      <thead className="text-ink-2 text-xs">
        <tr className="border-line border-b [&>th]:py-1.5 [&>th]:pr-3 [&>th]:font-medium">
          <th scope="col">{t("column.field")}</th>
          {hasBefore && <th scope="col">{t("column.before")}</th>}
          <th scope="col">{t("column.now")}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, label, before, now }) => (
          <tr key={name} className="border-line border-b align-top [&>*]:py-1.5 [&>*]:pr-3">
            <th scope="row" className="wrap-anywhere font-normal text-ink-2">
              {label}
            </th>
            {hasBefore && (
              <td className="wrap-anywhere text-ink-2">
                <Value text={before} as={isChange ? "del" : "bdi"} />
              </td>
            )}
            <td className={classes("wrap-anywhere", isChange && "font-medium")}>
              <Value text={now} as="bdi" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ text, as: As }: { text: string | null; as: "del" | "bdi" }) {
  const t = useTranslations("delivery");
  if (text === null) return <span className="font-normal text-ink-2">{t("leftOut")}</span>;
  return <As className="decoration-ink-3">{text}</As>;
}
