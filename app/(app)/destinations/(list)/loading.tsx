import { useTranslations } from "next-intl";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

/** The list with its widths while it is on its way. */
export default function DestinationsLoading() {
  const t = useTranslations("destinations");
  return (
    <>
      <div className="flex h-14 items-center px-6">
        <Skeleton className="h-4 w-28" />
      </div>
      <SkeletonRows label={t("loading")} rows={4} columns={["w-1/4", "w-1/6", "w-1/5", "w-16", "w-1/8", "w-14"]} />
    </>
  );
}
