"use client";

import { ChevronDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { DestinationMark } from "#components/destination-mark.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconLink } from "#components/ui/icon-button.tsx";
import { Menu, MenuLink } from "#components/ui/menu.tsx";
import { type DeliveryView, viewHref } from "./delivery-view.ts";

/** Which destination's deliveries are listed: all, or one. */
export function DestinationFilter({
  destinations,
  view,
}: {
  destinations: { id: string; name: string; connector: string }[];
  view: DeliveryView;
}) {
  const t = useTranslations("deliveries");
  const chosen = destinations.find(({ id }) => id === view.destination);
  const to = (destination: string | undefined) => viewHref({ tab: view.tab, destination });

  return (
    <div className="flex min-h-11 items-center gap-1 border-line border-b px-4 max-md:py-2 md:px-6">
      <Menu
        trigger={
          <Button size="sm">
            {chosen
              ? t.rich("filterIs", { name: chosen.name, soft: (words) => <span className="text-ink-3">{words}</span> })
              : t("filterAll")}
            <ChevronDown />
          </Button>
        }
      >
        {destinations.map(({ id, name, connector }) => (
          <MenuLink key={id} href={to(id)} icon={<DestinationMark connector={connector} />}>
            {name}
          </MenuLink>
        ))}
      </Menu>
      {chosen && <IconLink href={to(undefined)} label={t("filterClear")} icon={<X />} />}
    </div>
  );
}
