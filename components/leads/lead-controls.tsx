"use client";
import { ChevronDown, Phone, Reply } from "lucide-react";
import { useTranslations } from "next-intl";
import { startTransition, useOptimistic } from "react";
import { LeadStatusMark } from "#components/lead-status-mark.tsx";
import { Avatar, UnassignedAvatar } from "#components/ui/avatar.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Menu, MenuChoice } from "#components/ui/menu.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { assignAction, setStatusAction } from "#features/leads/actions.ts";
import { LEAD_STATUSES, type LeadStatus } from "#features/leads/lead-words.ts";
import type { LeadChange } from "#features/leads/lock-lead.ts";

type Person = { id: string; name: string };

/** How far people have come with the lead; changes at once and can be taken back. */
export function StatusMenu({
  number,
  status,
  mayChange,
  className,
}: {
  number: number;
  status: LeadStatus;
  mayChange: boolean;
  className?: string;
}) {
  const t = useTranslations("lead");
  const words = useTranslations("leadStatus");
  const [shown, show] = useOptimistic(status);
  const change = useChange();

  function choose(to: LeadStatus) {
    startTransition(async () => {
      show(to);
      await change(await setStatusAction(number, to), t("statusSet", { status: words(to) }), () =>
        setStatusAction(number, status, to),
      );
    });
  }

  if (!mayChange) return <LeadStatusMark status={shown} />;
  return (
    <Menu
      trigger={
        <Button className={className}>
          <span className="sr-only">{t("changeStatus", { status: words(shown) })}</span>
          <span aria-hidden className="flex">
            <LeadStatusMark status={shown} />
          </span>
          <ChevronDown className="-mr-1 text-ink-3" />
        </Button>
      }
    >
      <MenuChoice
        label={t("status")}
        value={shown}
        options={LEAD_STATUSES.map((value) => ({
          value,
          label: words(value),
          icon: <LeadStatusMark status={value} withText={false} />,
        }))}
        onChange={choose}
      />
    </Menu>
  );
}

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
  const change = useChange();
  const mark = shown ? <Avatar name={shown.name} decorative /> : <UnassignedAvatar label={t("unassigned")} />;

  function choose(id: string) {
    const to = people.find((person) => person.id === id) ?? null;
    const before = owner?.id ?? null;
    startTransition(async () => {
      show(to);
      const done = to ? t("assignedTo", { name: to.name }) : t("assignedToNobody");
      await change(await assignAction(number, to?.id ?? null), done, () =>
        assignAction(number, before, to?.id ?? null),
      );
    });
  }

  if (!mayChange) return mark;
  return (
    <Menu
      trigger={
        <Button className={className}>
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

/** Says what became of a change and offers the way back. */
function useChange() {
  const t = useTranslations("lead");
  const toast = useToast();
  return async function change(result: LeadChange, done: string, undo: () => Promise<LeadChange>): Promise<void> {
    if (!result.ok) return toast.show({ text: t(`refused.${result.code}`), failed: true });
    toast.show({
      text: done,
      undo: () =>
        startTransition(async () => {
          const undone = await undo();
          if (!undone.ok) toast.show({ text: t(`refused.${undone.code}`), failed: true });
        }),
    });
  };
}

/** The one yellow button: writing to the lead, or calling where there is no address. */
export function ReplyButton({
  mailto,
  tel,
  className,
}: {
  mailto: string | null;
  tel: string | null;
  className?: string;
}) {
  const t = useTranslations("lead");
  const href = mailto ?? tel;
  if (!href) return null;
  return (
    <ButtonLink variant="primary" href={href} icon={mailto ? <Reply /> : <Phone />} className={className}>
      {mailto ? t("reply") : t("call")}
    </ButtonLink>
  );
}
