"use client";
import { Check, ChevronDown } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";

export type Choice = { key: string; label: string; href: string; isChosen: boolean };

/** Narrows the report down to one value, or to none. */
export function ChoiceMenu({ label, all, choices }: { label: string; all: Choice; choices: Choice[] }) {
  return (
    <Menu
      align="end"
      trigger={
        <Button className="min-w-0 max-w-52">
          <span className="truncate">{label}</span>
          <ChevronDown className="text-ink-2" aria-hidden />
        </Button>
      }
    >
      <Option choice={all} />
      <MenuSeparator />
      {choices.map((choice) => (
        <Option key={choice.key} choice={choice} />
      ))}
    </Menu>
  );
}

function Option({ choice: { label, href, isChosen } }: { choice: Choice }) {
  return (
    <MenuLink href={href} icon={isChosen ? <Check /> : <span className="w-4" />}>
      <bdi>{label}</bdi>
    </MenuLink>
  );
}
