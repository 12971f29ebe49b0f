import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** A destination's head and first block while they are on their way. */
export default function DestinationLoading() {
  const t = useTranslations("destinations");
  return (
    <div role="status" aria-label={t("loading")} className="flex flex-col gap-4 p-6">
      <Skeleton className="h-3 w-24" />
      <div className="flex items-center gap-4">
        <Skeleton className="size-11 rounded-lg" />
        <Skeleton className="h-5 w-48" />
      </div>
      <Skeleton className="mt-6 h-28 max-w-200" />
      <Skeleton className="h-40 max-w-200 opacity-60" />
    </div>
  );
}
