import { ArrowUpRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { classes } from "#components/ui/classes.ts";

const PARTNER_CENTER = "https://partner.microsoft.com/dashboard/marketplace-offers/overview";

const bold = (chunks: ReactNode) => <strong className="font-semibold text-ink">{chunks}</strong>;

/** The window in Partner Center, with its own labels: commercial-marketplace-lead-management-instructions-https.md. */
export function PartnerCenterSteps({ maskedUrl, email }: { maskedUrl: string; email: string }) {
  const t = useTranslations("endpoint.paste");
  const address = maskedUrl.split("=")[0] ?? "";
  return (
    <>
      <p className="text-ink-2 text-sm">{t.rich("text", { b: bold })}</p>
      {!maskedUrl.startsWith("https://") && (
        <div className="mt-3">
          <Banner fact={t("httpFact")}>{t("httpText")}</Banner>
        </div>
      )}
      <dl className="mt-3 grid max-w-150 gap-x-3 gap-y-1 rounded-lg border border-line bg-sunken px-4 py-4 text-sm md:grid-cols-[auto_1fr] md:gap-y-3">
        <Row label={t("destination")} value={t("destinationValue")} isMarked />
        <Row label={t("url")} value={`${address}=…`} isMarked />
        <Row label={t("email")} value={email} />
        <dt className="max-md:hidden" />
        <dd className="text-ink-2">{t.rich("then", { b: bold })}</dd>
      </dl>
      <p className="mt-2.5 flex flex-wrap items-center gap-x-2 text-sm">
        <a
          className="link inline-flex min-h-6 items-center gap-1"
          href={PARTNER_CENTER}
          target="_blank"
          rel="noreferrer"
        >
          {t("open")}
          <ArrowUpRight className="size-3.5" />
        </a>
        <span className="text-ink-3">{t("or")}</span>
        <a
          className="link inline-flex min-h-6 items-center"
          href={`mailto:?subject=${encodeURIComponent(t("mailSubject"))}&body=${encodeURIComponent(t("mailBody"))}`}
        >
          {t("send")}
        </a>
      </p>
    </>
  );
}

function Row({ label, value, isMarked = false }: { label: string; value: string; isMarked?: boolean }) {
  return (
    <>
      <dt className="flex items-center text-ink-2 text-xs md:justify-end">{label}</dt>
      <dd
        className={classes(
          "min-w-0 truncate rounded-sm bg-surface px-2.5 py-1",
          isMarked ? "border-[1.5px] border-accent-line" : "border border-line-strong",
        )}
      >
        {value}
      </dd>
    </>
  );
}
