import { useTranslations } from "next-intl";
import { Fact } from "#components/leads/lead-facts.tsx";

// What Microsoft's listing links may carry: learn.microsoft.com, "Market your offer through the commercial marketplace",
// and the parameters every web analytics knows.
const KNOWN = [
  "mktcmpid",
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "utm_term",
  "utm_content",
  "src",
  "ref",
  "partnerid",
] as const;

/** Where the listing's link came from; parameters that nobody has a word for keep their own. */
export function CampaignFacts({ campaign }: { campaign: Record<string, string> }) {
  const t = useTranslations("lead");
  return (
    <dl>
      {Object.entries(campaign).map(([key, value]) => {
        const known = KNOWN.find((one) => one === key.toLowerCase());
        const name = known ? t(`campaignName.${known}`) : key;
        return (
          <Fact key={key} label={name} copy={value} copyLabel={t("copyCampaign", { name })}>
            <bdi>{value}</bdi>
          </Fact>
        );
      })}
    </dl>
  );
}
