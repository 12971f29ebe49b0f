import { useTranslations } from "next-intl";
import { Skeleton, SkeletonRows } from "#components/ui/skeleton.tsx";

/** The list with its widths while it is on its way. */
export default function DeliveriesLoading() {
  const t = useTranslations("deliveries");
  return (
    <>
      <div className="flex h-24 flex-col justify-between px-6 py-4">
        <Skeleton className="h-4 w-28" />
        <Skeleton className="h-3 w-48" />
      </div>
      <SkeletonRows label={t("loading")} columns={["w-[22%]", "w-1/4", "w-1/5", "w-16", "w-18", "w-24"]} />
    </>
  );
}
