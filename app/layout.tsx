import "./globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "#components/client-messages.tsx";
import { isTheme, THEME_COOKIE } from "#i18n/locale.ts";

export const metadata: Metadata = { title: { default: "Buzón", template: "%s · Buzón" }, robots: { index: false } };
export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const chosen = (await cookies()).get(THEME_COOKIE)?.value;
  return (
    <html
      lang={await getLocale()}
      data-theme={isTheme(chosen) ? chosen : "system"}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>
        <ClientMessages section="everywhere">{children}</ClientMessages>
      </body>
    </html>
  );
}
