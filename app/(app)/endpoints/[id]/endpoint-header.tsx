import { useTranslations } from "next-intl";
import { EndpointBadge } from "#components/endpoint-badge.tsx";
import { SendTestLeadButton } from "#components/send-test-lead-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { endpointHealth } from "#features/endpoints/endpoint-health.ts";
import type { EndpointDetail } from "#features/endpoints/get-endpoint.ts";

/** What the tabs of an endpoint have in common. */
export function EndpointHeader({
  endpoint,
  tab,
  now,
}: {
  endpoint: EndpointDetail;
  tab: "setup" | "requests";
  now: Date;
}) {
  const t = useTranslations("endpoint");
  const href = `/endpoints/${endpoint.id}`;
  return (
    <PageHeader
      title={endpoint.name}
      badge={<EndpointBadge health={endpointHealth(endpoint, now)} />}
      back={{ href: "/endpoints", label: t("back") }}
      actions={<SendTestLeadButton endpointId={endpoint.id} />}
    >
      <TabLinks
        label={t("tabs")}
        className="px-4 md:px-6"
        tabs={[
          { href, label: t("setUp"), active: tab === "setup" },
          { href: `${href}/requests`, label: t("requests"), active: tab === "requests" },
        ]}
      />
    </PageHeader>
  );
}
