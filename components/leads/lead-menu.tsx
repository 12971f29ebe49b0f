"use client";
import { Ellipsis, Link2, Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import { startTransition } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { markReadAction, markUnreadAction } from "#features/leads/actions.ts";

/** What else can be done with a lead. */
export function LeadMenu({ number }: { number: number }) {
  const t = useTranslations("lead");
  const toast = useToast();

  function markUnread() {
    startTransition(async () => {
      await markUnreadAction(number);
      toast.show({
        text: t("markedUnread"),
        undo: () =>
          startTransition(async () => {
            await markReadAction(number);
          }),
      });
    });
  }

  async function copyLink() {
    await navigator.clipboard.writeText(`${location.origin}/leads/${number}`);
    toast.show({ text: t("linkCopied") });
  }

  return (
    <Menu align="end" trigger={<IconButton label={t("more")} icon={<Ellipsis />} />}>
      <MenuItem icon={<Mail />} onClick={markUnread}>
        {t("markUnread")}
      </MenuItem>
      <MenuItem icon={<Link2 />} onClick={copyLink}>
        {t("copyLink")}
      </MenuItem>
    </Menu>
  );
}
