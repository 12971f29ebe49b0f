import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLocale, LOCALE_COOKIE, preferredLocale } from "#i18n/locale.ts";
import { MESSAGES } from "#i18n/messages.ts";

/** The language comes from the cookie that signing in and the language switch set, else from the browser. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  const locale = isLocale(chosen) ? chosen : preferredLocale((await headers()).get("accept-language"));
  // Every time on screen names its zone; UTC is only what is left when a component forgets to.
  return { locale, messages: MESSAGES[locale], timeZone: "UTC" };
});
