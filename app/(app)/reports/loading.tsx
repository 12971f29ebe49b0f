import { useTranslations } from "next-intl";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const FIGURES = ["w-16", "w-36", "w-12", "w-24", "w-10"];
const BARS = ["h-24", "h-32", "h-36", "h-16", "h-14", "h-40", "h-28", "h-30", "h-44", "h-34", "h-18", "h-16"];
const ROWS = ["w-full", "w-4/5", "w-3/5", "w-1/2", "w-2/5"];

/** The report with its places while it is being counted. */
export default function ReportsLoading() {
  const t = useTranslations("reports");
  return (
    <div role="status" aria-label={t("loading")}>
      <PageHeader title={t("title")}>
        <div className="mx-4 grid grid-cols-2 gap-6 border-line border-b pt-1 pb-5 md:mx-6 md:grid-cols-3 xl:grid-cols-5">
          {FIGURES.map((width) => (
            <div key={width} className="flex h-13 flex-col justify-between pt-1 pb-1.5">
              <Skeleton className="h-2.5 w-28" />
              <Skeleton className={`h-6 ${width}`} />
            </div>
          ))}
        </div>
      </PageHeader>
      <div className="grid gap-10 px-4 py-6 md:px-6 xl:grid-cols-[minmax(0,7fr)_minmax(0,3fr)]">
        <div className="flex h-75 items-end gap-3">
          {BARS.map((height, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar has no other identity
            <Skeleton key={index} className={`flex-1 ${height}`} />
          ))}
        </div>
        <div className="flex flex-col gap-6 opacity-75">
          {ROWS.map((width) => (
            <Skeleton key={width} className={`h-3 ${width}`} />
          ))}
        </div>
      </div>
    </div>
  );
}
