import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { clientMessages, type Section } from "#i18n/client-messages.ts";

/** Gives the leaves below it the messages they say in the browser; inside another one it takes its place. */
export async function ClientMessages({ section, children }: { section: Section; children: ReactNode }) {
  return (
    <NextIntlClientProvider messages={clientMessages(await getMessages(), section)}>{children}</NextIntlClientProvider>
  );
}
