"use client";
import {
  Ban,
  CircleCheck,
  FlaskConical,
  FlaskConicalOff,
  Mail,
  MailOpen,
  Send,
  Trash2,
  UserRoundX,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactElement } from "react";
import type { Named } from "#components/bulk/use-order-words.ts";
import { LeadStatusMark } from "#components/lead-status-mark.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { BulkOrder } from "#features/bulk/bulk-order.ts";
import { mayEraseLeads, mayFlagLeads } from "#features/leads/lead-rights.ts";
import { CLOSE_REASONS, LEAD_STATUSES } from "#features/leads/lead-words.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Role } from "#features/people/session.ts";

export type Choice = { trigger: ReactElement; onChoose: (order: BulkOrder) => void };

/** Whose the leads shall be: the reader first. */
export function AssignMenu({
  people,
  userId,
  trigger,
  onChoose,
}: Choice & { people: readonly Named[]; userId: string }) {
  const t = useTranslations("bulk");
  const others = people.filter(({ id }) => id !== userId);
  const assign = (ownerId: string | null) => onChoose({ kind: "owner", ownerId });
  return (
    <Menu trigger={trigger} side="top">
      {people
        .filter(({ id }) => id === userId)
        .map(({ id, name }) => (
          <MenuItem key={id} icon={<Avatar name={name} decorative />} onClick={() => assign(id)}>
            {t("me", { name })}
          </MenuItem>
        ))}
      {others.map(({ id, name }) => (
        <MenuItem key={id} icon={<Avatar name={name} decorative />} onClick={() => assign(id)}>
          {name}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={<UserRoundX />} onClick={() => assign(null)}>
        {t("nobody")}
      </MenuItem>
    </Menu>
  );
}

export function StatusChoice({ trigger, onChoose }: Choice) {
  const statuses = useTranslations("leadStatus");
  const t = useTranslations("lead");
  return (
    <Menu trigger={trigger} side="top">
      {LEAD_STATUSES.map((status) => (
        <MenuItem
          key={status}
          icon={
            // The word beside it says the same.
            <span aria-hidden className="flex">
              <LeadStatusMark status={status} withText={false} />
            </span>
          }
          onClick={() => onChoose({ kind: "status", status })}
        >
          {statuses(status)}
        </MenuItem>
      ))}
      <MenuSeparator />
      {CLOSE_REASONS.map((reason) => (
        <MenuItem key={reason} onClick={() => onChoose({ kind: "status", status: "closed", reason })}>
          {t("closedBecause", { reason: t(`reason.${reason}`) })}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** What is needed more seldom, and what cannot be taken back. */
export function MoreMenu({
  role,
  hasKeys,
  trigger,
  onChoose,
  onSend,
}: Choice & { role: Role; hasKeys: boolean; onSend: () => void }) {
  const t = useTranslations("bulk.order");
  const bar = useTranslations("bulk");
  const flag = (flag: "test" | "do_not_contact", on: boolean) => () => onChoose({ kind: "flag", flag, on });
  return (
    <Menu trigger={trigger} side="top" align="end">
      <MenuItem
        icon={<MailOpen />}
        keys={hasKeys ? "U" : undefined}
        onClick={() => onChoose({ kind: "read", read: true })}
      >
        {t("read")}
      </MenuItem>
      <MenuItem icon={<Mail />} onClick={() => onChoose({ kind: "read", read: false })}>
        {t("unread")}
      </MenuItem>
      {mayFlagLeads(role) && (
        <>
          <MenuSeparator />
          <MenuItem icon={<FlaskConical />} onClick={flag("test", true)}>
            {t("test_on")}
          </MenuItem>
          <MenuItem icon={<FlaskConicalOff />} onClick={flag("test", false)}>
            {t("test_off")}
          </MenuItem>
          <MenuItem icon={<Ban />} onClick={flag("do_not_contact", true)}>
            {t("do_not_contact_on")}
          </MenuItem>
          <MenuItem icon={<CircleCheck />} onClick={flag("do_not_contact", false)}>
            {t("do_not_contact_off")}
          </MenuItem>
        </>
      )}
      {mayChangeForwarding({ role }) && (
        <>
          <MenuSeparator />
          <MenuItem icon={<Send />} keys={hasKeys ? "R" : undefined} onClick={onSend}>
            {bar("sendTo")}
          </MenuItem>
        </>
      )}
      {mayEraseLeads(role) && (
        <>
          <MenuSeparator />
          <MenuItem icon={<Trash2 />} danger onClick={() => onChoose({ kind: "erase" })}>
            {bar("eraseThem")}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
