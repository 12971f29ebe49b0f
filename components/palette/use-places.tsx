"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { DestinationMark } from "#components/destination-mark.tsx";
import { useKeys } from "#components/keys/keys-context.ts";
import type { Entry, EntryGroup } from "#components/palette/palette.tsx";
import { VIEWS, viewHref } from "#features/leads/views.ts";
import { listPlacesAction } from "#features/search/actions.ts";
import type { Places } from "#features/search/list-places.ts";

const NONE: Places = { views: [], destinations: [], endpoints: [] };

/** Where somebody can go: the pages at once, what the workspace has named as soon as it is known. */
export function usePlaces(): EntryGroup[] {
  const t = useTranslations("palette");
  const words = useTranslations("shell");
  const pages = useTranslations("keys.shortcut");
  const router = useRouter();
  const isAdmin = useKeys().person.role === "admin";
  const [places, setPlaces] = useState(NONE);
  useEffect(() => {
    listPlacesAction().then(setPlaces);
  }, []);

  const entry = (id: string, label: string, href: string, content?: Entry["content"]): Entry => ({
    id,
    words: label,
    content,
    run: () => router.push(href),
  });
  return [
    {
      label: t("group.pages"),
      entries: [
        entry("inbox", pages("goInbox"), "/inbox"),
        entry("deliveries", pages("goDeliveries"), "/deliveries"),
        entry("reports", pages("goReports"), "/reports"),
        ...(isAdmin
          ? [
              entry("endpoints", pages("goEndpoints"), "/endpoints"),
              entry("destinations", pages("goDestinations"), "/destinations"),
            ]
          : []),
        entry("settings", t("settings"), "/settings"),
      ],
    },
    {
      label: t("group.views"),
      entries: [
        ...VIEWS.map((view) => entry(view, words(`view.${view}`), viewHref(view))),
        ...places.views.map(({ id, name, href }) => entry(id, name, href)),
      ],
    },
    {
      label: t("group.destinations"),
      entries: places.destinations.map(({ id, name, connector }) =>
        entry(
          id,
          name,
          `/destinations/${id}`,
          <>
            <DestinationMark connector={connector} />
            <bdi className="truncate">{name}</bdi>
          </>,
        ),
      ),
    },
    {
      label: t("group.endpoints"),
      entries: places.endpoints.map(({ id, name }) => entry(id, name, `/endpoints/${id}`)),
    },
  ];
}
