"use client";

import { ChevronDown, Search, X } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DestinationMark } from "#components/destination-mark.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuLink } from "#components/ui/menu.tsx";
import {
  type DeliveryFilter,
  isNarrowed,
  NARROWING,
  NO_FIELD,
  STATE_CHOICES,
} from "#features/deliveries/delivery-filter.ts";
import { viewHref } from "./delivery-view.ts";

type Destination = { id: string; name: string; connector: string };

/** What the list is narrowed down to, and the ways to narrow it. `children` is what can be done with all of it. */
export function FilterBar({
  filter,
  destinations,
  children,
}: {
  filter: DeliveryFilter;
  destinations: Destination[];
  children?: ReactNode;
}) {
  const t = useTranslations("deliveries");
  const { destination, state, code, field, lead } = filter;
  const chosen = destinations.find(({ id }) => id === destination);
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-2 border-line border-b px-4 py-2 md:px-6">
      <SearchBox filter={filter} />
      {destination || destinations.length < 2 ? null : <DestinationMenu filter={filter} destinations={destinations} />}
      {chosen && (
        <Chip label={t("filter.destination")} removeHref={viewHref({ ...filter, destination: undefined })}>
          {chosen.name}
        </Chip>
      )}
      {state ? (
        <Chip label={t("filter.state")} removeHref={viewHref({ ...filter, state: undefined })}>
          {t(`filter.stateChoice.${state}`)}
        </Chip>
      ) : (
        filter.tab === "all" && <StateMenu filter={filter} />
      )}
      {code && (
        <Chip label={t("filter.cause")} removeHref={viewHref({ ...filter, code: undefined, field: undefined })}>
          {field && field !== NO_FIELD ? `${code} · ${field}` : code}
        </Chip>
      )}
      {lead && (
        <Chip label={t("filter.lead")} removeHref={viewHref({ ...filter, lead: undefined })}>
          {t("filter.leadNumber", { number: String(lead) })}
        </Chip>
      )}
      {isNarrowed({ ...filter, replay: undefined }) && (
        <Link
          href={viewHref({ tab: filter.tab, replay: filter.replay })}
          className="flex h-7 items-center rounded-md px-2 font-medium text-ink-2 text-sm hover:bg-hover max-md:h-11"
        >
          {t("clear")}
        </Link>
      )}
      <div className="ml-auto flex items-center gap-2 empty:hidden">{children}</div>
    </div>
  );
}

function SearchBox({ filter }: { filter: DeliveryFilter }) {
  const t = useTranslations("deliveries");
  const kept = NARROWING.filter((key) => key !== "q" && filter[key] !== undefined);
  return (
    <Form
      key={filter.q}
      action="/deliveries"
      role="search"
      className="flex h-8 w-56 items-center gap-2 rounded-md border border-line-control bg-surface px-2.5 text-ink-3 focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2 max-md:h-11 max-md:w-full"
    >
      <Search aria-hidden />
      <input
        type="search"
        name="q"
        defaultValue={filter.q}
        maxLength={300}
        aria-label={t("search")}
        placeholder={t("search")}
        className="h-full min-w-0 flex-1 bg-transparent text-ink text-sm outline-none placeholder:text-ink-3 max-md:text-lg"
      />
      {filter.tab !== "all" && <input type="hidden" name="tab" value={filter.tab} />}
      {kept.map((key) => (
        <input key={key} type="hidden" name={key} value={filter[key]} />
      ))}
    </Form>
  );
}

function DestinationMenu({ filter, destinations }: { filter: DeliveryFilter; destinations: Destination[] }) {
  const t = useTranslations("deliveries");
  return (
    <Menu trigger={<FilterButton>{t("filterAll")}</FilterButton>}>
      {destinations.map(({ id, name, connector }) => (
        <MenuLink
          key={id}
          href={viewHref({ ...filter, destination: id })}
          icon={<DestinationMark connector={connector} />}
        >
          {name}
        </MenuLink>
      ))}
    </Menu>
  );
}

function StateMenu({ filter }: { filter: DeliveryFilter }) {
  const t = useTranslations("deliveries.filter");
  return (
    <Menu trigger={<FilterButton>{t("all")}</FilterButton>}>
      {STATE_CHOICES.map((state) => (
        <MenuLink key={state} href={viewHref({ ...filter, state })}>
          {t(`stateChoice.${state}`)}
        </MenuLink>
      ))}
    </Menu>
  );
}

function FilterButton({ children, ...rest }: { children: ReactNode }) {
  return (
    <Button variant="ghost" size="sm" className="text-sm!" {...rest}>
      {children}
      <ChevronDown aria-hidden />
    </Button>
  );
}

function Chip({ label, removeHref, children }: { label: string; removeHref: string; children: ReactNode }) {
  const t = useTranslations("deliveries.filter");
  return (
    <span className="flex h-7 min-w-0 max-w-full rounded-md border border-line-strong bg-surface text-sm max-md:h-11">
      <span className="flex min-w-0 items-center gap-1.5 px-2">
        <span className="text-ink-2">{label}</span>
        <span className="text-ink-3">{t("is")}</span>
        <bdi className="truncate font-medium">{children}</bdi>
      </span>
      <Link
        href={removeHref}
        aria-label={t("remove", { field: label })}
        className="flex w-7 shrink-0 items-center justify-center rounded-r-md border-line-strong border-l text-ink-2 hover:bg-hover max-md:w-11"
      >
        <X className="size-3.5!" aria-hidden />
      </Link>
    </span>
  );
}
