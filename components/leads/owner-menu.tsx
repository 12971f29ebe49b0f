"use client";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useOptimistic } from "react";
import { useChangeLead } from "#components/leads/use-change-lead.ts";
import { Avatar, UnassignedAvatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuChoice } from "#components/ui/menu.tsx";

type Person = { id: string; name: string };

const NOBODY = "nobody";

/** Whose the lead is; changes at once and can be taken back. */
export function OwnerMenu({
  number,
  owner,
  people,
  mayChange,
  className,
}: {
  number: number;
  owner: Person | null;
  people: Person[];
  mayChange: boolean;
  className?: string;
}) {
  const t = useTranslations("lead");
  const [shown, show] = useOptimistic(owner);
  const change = useChangeLead(number);
  const mark = shown ? <Avatar name={shown.name} decorative /> : <UnassignedAvatar label={t("unassigned")} />;

  function choose(id: string) {
    const to = people.find((person) => person.id === id) ?? null;
    const done = to ? t("assignedTo", { name: to.name }) : t("assignedToNobody");
    change({ kind: "owner", ownerId: to?.id ?? null }, done, () => show(to));
  }

  if (!mayChange) return shown ? <Avatar name={shown.name} /> : mark;
  return (
    <Menu
      trigger={
        <Button className={className} data-command="assign">
          <span className="sr-only">{shown ? t("changeOwner", { name: shown.name }) : t("assign")}</span>
          <span aria-hidden className="-ml-1 flex scale-83">
            {mark}
          </span>
          <span aria-hidden className="max-w-28 truncate">
            {shown ? shown.name.split(/\s/)[0] : t("assign")}
          </span>
          <ChevronDown className="-mr-1 text-ink-3" />
        </Button>
      }
    >
      <MenuChoice
        label={t("owner")}
        value={shown?.id ?? NOBODY}
        options={[
          ...people.map(({ id, name }) => ({ value: id, label: name, icon: <Avatar name={name} decorative /> })),
          { value: NOBODY, label: t("nobody"), icon: <UnassignedAvatar label={t("unassigned")} /> },
        ]}
        onChange={choose}
      />
    </Menu>
  );
}
