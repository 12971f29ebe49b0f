import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import type { RefusalCounts } from "#features/endpoints/count-refusals.ts";

/** Requests of which only the number is kept. */
export function Refusals({ refusals: { unknownKey, rateLimited } }: { refusals: RefusalCounts }) {
  const t = useTranslations("requests.refusals");
  if (!unknownKey && !rateLimited) return null;
  const kind = !rateLimited ? "unknownKey" : unknownKey ? "both" : "rateLimited";
  const counts = { unknown: unknownKey?.count ?? 0, limited: rateLimited?.count ?? 0 };
  return (
    <div className="px-4 pt-4 md:px-6">
      <Banner tone={rateLimited ? "warn" : "info"} fact={t(`${kind}.fact`, counts)}>
        {t(`${kind}.text`)}
      </Banner>
    </div>
  );
}
