"use client";
import { Ban, Ellipsis, FlaskConical, Link2, Mail, MailOpen, Reply, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AllowContactDialog, WriteAnywayDialog } from "#components/leads/contact-dialogs.tsx";
import { EraseDialog, type LeftRecord } from "#components/leads/erase-dialog.tsx";
import { useChangeLead } from "#components/leads/use-change-lead.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { mayEraseLeads, mayFlagLeads } from "#features/leads/lead-rights.ts";
import type { Role } from "#features/people/session.ts";

/** What the menu has to know of a lead: lead-menu-facts.ts. */
export type MenuLead = {
  number: number;
  name: string;
  isUnread: boolean;
  isTest: boolean;
  isErased: boolean;
  /** Who said so; null where the person may be contacted. */
  doNotContact: "microsoft" | "team" | null;
  mailto: string | null;
  records: LeftRecord[];
};

/** What else can be done with a lead; `withIcons` has the first two beside the menu where there is room. */
export function LeadMenu({ lead, role, withIcons = false }: { lead: MenuLead; role: Role; withIcons?: boolean }) {
  const t = useTranslations("lead");
  const toast = useToast();
  const change = useChangeLead(lead.number);
  const [dialog, setDialog] = useState<"allow" | "write" | "erase" | null>(null);
  const opened = (which: typeof dialog) => ({
    open: dialog === which,
    onOpenChange: (open: boolean) => setDialog(open ? which : null),
  });
  const mayFlag = mayFlagLeads(role) && !lead.isErased;
  const { number, doNotContact, isTest } = lead;
  const readLabel = lead.isUnread ? "markRead" : "markUnread";
  const readIcon = lead.isUnread ? <MailOpen /> : <Mail />;

  function setRead(read: boolean) {
    change({ kind: "read", read }, t(read ? "markedRead" : "markedUnread"));
  }

  function setTest(on: boolean) {
    change({ kind: "flag", flag: "test", on }, t(on ? "flag.testOn" : "flag.testOff"));
  }

  async function copyLink() {
    await navigator.clipboard.writeText(`${location.origin}/leads/${number}`);
    toast.show({ text: t("linkCopied") });
  }

  return (
    <>
      {withIcons && (
        <span className="flex max-md:hidden">
          <IconButton label={t(readLabel)} icon={readIcon} onClick={() => setRead(lead.isUnread)} />
          <IconButton label={t("copyLink")} icon={<Link2 />} onClick={copyLink} />
        </span>
      )}
      <Menu align="end" trigger={<IconButton label={t("more")} icon={<Ellipsis />} data-command="more" />}>
        <MenuItem icon={readIcon} keys="U" onClick={() => setRead(lead.isUnread)}>
          {t(readLabel)}
        </MenuItem>
        <MenuItem icon={<Link2 />} onClick={copyLink}>
          {t("copyLink")}
        </MenuItem>
        {mayFlag && (
          <>
            <MenuSeparator />
            <MenuItem icon={<FlaskConical />} onClick={() => setTest(!isTest)}>
              {t(isTest ? "flag.unmarkTest" : "flag.markTest")}
            </MenuItem>
            {doNotContact ? (
              <>
                {lead.mailto && (
                  <MenuItem icon={<Reply />} onClick={() => setDialog("write")}>
                    {t("dnc.writeAnyway")}
                  </MenuItem>
                )}
                <MenuItem icon={<Ban />} onClick={() => setDialog("allow")}>
                  {t("flag.unmarkDnc")}
                </MenuItem>
              </>
            ) : (
              <MenuItem
                icon={<Ban />}
                onClick={() => change({ kind: "flag", flag: "do_not_contact", on: true }, t("flag.dncOn"))}
              >
                {t("flag.markDnc")}
              </MenuItem>
            )}
          </>
        )}
        {mayEraseLeads(role) && !lead.isErased && (
          <>
            <MenuSeparator />
            <MenuItem icon={<Trash2 />} danger onClick={() => setDialog("erase")}>
              {t("erase.menu")}
            </MenuItem>
          </>
        )}
      </Menu>
      {doNotContact && <AllowContactDialog number={number} said={doNotContact} {...opened("allow")} />}
      {doNotContact && lead.mailto && (
        <WriteAnywayDialog number={number} mailto={lead.mailto} said={doNotContact} {...opened("write")} />
      )}
      <EraseDialog number={number} name={lead.name} records={lead.records} {...opened("erase")} />
    </>
  );
}
