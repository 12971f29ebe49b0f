"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { dismissNoticeAction } from "#features/notices/actions.ts";

/** Takes a notice away for everybody. */
export function DismissNotice({ noticeId }: { noticeId: string }) {
  const t = useTranslations("destinations.notice");
  const [isBusy, start] = useTransition();
  return (
    <IconButton
      label={t("dismiss")}
      icon={<X />}
      disabled={isBusy}
      className="-my-1.5 text-current"
      onClick={() => start(async () => void (await dismissNoticeAction(noticeId)))}
    />
  );
}
