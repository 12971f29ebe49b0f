import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import type { RefusalCounts } from "#features/endpoints/count-refusals.ts";

/** Requests of which only the number is kept; the one banner says the graver thing. */
export function Refusals({ refusals: { unknownKey, rateLimited } }: { refusals: RefusalCounts }) {
  const t = useTranslations("requests.refusals");
  if (!unknownKey && !rateLimited) return null;
  return (
    <div className="px-4 pt-4 md:px-6">
      {rateLimited ? (
        <Banner fact={t("rateLimitedFact", { count: rateLimited.count })}>{t("rateLimitedText")}</Banner>
      ) : (
        unknownKey && (
          <Banner tone="info" fact={t("unknownKeyFact", { count: unknownKey.count })}>
            {t("unknownKeyText")}
          </Banner>
        )
      )}
    </div>
  );
}
