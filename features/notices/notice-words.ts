import { createTranslator } from "use-intl/core";
import type { NoticeDetails, NoticeKind } from "#features/notices/add-notice.ts";
import type { Locale } from "#i18n/locale.ts";
import { MESSAGES } from "#i18n/messages.ts";
import { publicUrl } from "#lib/public-url.ts";

export type TellableNotice = {
  kind: NoticeKind;
  details: NoticeDetails;
  createdAt: Date;
  destinationId: string;
  destinationName: string;
  timeZone: string;
  /** Leads that wait for the destination now. */
  waitingCount: number;
};

/** A notice as a mail. It says nothing about any lead. */
export function noticeMail(notice: TellableNotice, locale: Locale): { subject: string; text: string } {
  const t = createTranslator({ locale, messages: MESSAGES[locale], namespace: "notices.mail" });
  const { kind, details, destinationName, waitingCount, timeZone } = notice;
  const values = {
    name: destinationName,
    waiting: waitingCount,
    time: new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone }).format(notice.createdAt),
    zone: timeZone,
    cause: details.cause ?? "other",
    code: details.code ?? "",
    date: details.expiresOn ? calendarDate(details.expiresOn, locale) : "",
  };
  const link = `${publicUrl()}/destinations/${notice.destinationId}`;
  return {
    subject: t(`${kind}.subject`, values),
    text: `${t(`${kind}.text`, values)}\n\n${link}\n\n${t("why", values)}\n`,
  };
}

function calendarDate(date: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
}
