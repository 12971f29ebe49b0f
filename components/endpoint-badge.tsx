import { Radio } from "lucide-react";
import { useTranslations } from "next-intl";
import { Glyph } from "#components/glyph.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { EndpointHealth } from "#features/endpoints/endpoint-health.ts";

/** Whether an endpoint gets leads, in its words. */
export function EndpointBadge({ health }: { health: EndpointHealth }) {
  const t = useTranslations("endpointHealth");
  switch (health.state) {
    case "waiting":
      return (
        <Badge tone="info" icon={<Radio />}>
          {t("waiting")}
        </Badge>
      );
    case "receiving":
      return (
        <Badge tone="ok" icon={<Glyph shape="tick" tone="ok" />}>
          {t("receiving")}
        </Badge>
      );
    case "quiet":
      return (
        <Badge tone="warn" icon={<Glyph shape="clock" tone="warn" />}>
          {t("quiet", { days: health.days })}
        </Badge>
      );
    case "off":
      return <Badge icon={<Glyph shape="bars" tone="neutral" />}>{t("off")}</Badge>;
  }
}
