"use client";
import { Phone, Reply } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, type ReactNode, startTransition } from "react";
import { ButtonLink } from "#components/ui/button.tsx";
import { IconLink } from "#components/ui/icon-button.tsx";
import { noteReplyAction } from "#features/leads/actions.ts";

/** How a lead can be reached: links for the person's own mail program and telephone. */
export type Reach = { mailto: string | null; tel: string | null };

/** The one yellow button: writing to the lead, or calling where there is no address. `mayNote`: it goes to the history. */
export function ReplyButton({
  number,
  reach: { mailto, tel },
  mayNote,
  ...look
}: { number: number; reach: Reach; mayNote: boolean } & Pick<ComponentProps<typeof ButtonLink>, "size" | "className">) {
  const t = useTranslations("lead");
  const href = mailto ?? tel;
  const note = useReplyNote(number, mayNote);
  if (!href) return null;
  return (
    <ButtonLink
      variant="primary"
      href={href}
      data-command="reply"
      icon={mailto ? <Reply /> : <Phone />}
      onClick={() => note(mailto ? "email" : "phone")}
      {...look}
    >
      {mailto ? t("reply") : t("call")}
    </ButtonLink>
  );
}

/** Calling, where writing has the yellow button. */
export function CallButton({
  number,
  reach: { mailto, tel },
  mayNote,
  className,
}: {
  number: number;
  reach: Reach;
  mayNote: boolean;
  className?: string;
}) {
  const t = useTranslations("lead");
  const note = useReplyNote(number, mayNote);
  if (!mailto || !tel) return null;
  return (
    <IconLink
      href={tel}
      label={t("call")}
      icon={<Phone />}
      bordered
      className={className}
      onClick={() => note("phone")}
    />
  );
}

/** An address or a number that leads there. */
export function ReachLink({
  number,
  href,
  by,
  mayNote,
  children,
}: {
  number: number;
  href: string;
  by: "email" | "phone";
  mayNote: boolean;
  children: ReactNode;
}) {
  const note = useReplyNote(number, mayNote);
  return (
    <a href={href} className="link" onClick={() => note(by)}>
      {children}
    </a>
  );
}

export function useReplyNote(number: number, mayNote: boolean) {
  return (by: "email" | "phone") => {
    if (mayNote) startTransition(async () => void (await noteReplyAction(number, by)));
  };
}
