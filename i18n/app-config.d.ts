import type { Locale } from "#i18n/locale.ts";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
  }
}
