import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function LeadLoading() {
  const t = useTranslations("inbox");
  return (
    <div role="status" aria-label={t("loading")} className="px-4 pt-21 md:px-8">
      <Skeleton className="h-6 w-64" />
      <Skeleton className="mt-4 h-3 w-80" />
      <Skeleton className="mt-8 h-28 w-full" />
      <Skeleton className="mt-10 h-3 w-2/3" />
      <Skeleton className="mt-6 h-3 w-1/2" />
    </div>
  );
}
