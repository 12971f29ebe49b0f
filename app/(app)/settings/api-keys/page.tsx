import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listApiKeys } from "#features/api-keys/list-api-keys.ts";
import { requireRole, requireSession } from "#features/people/require-session.ts";
import { publicUrl } from "#lib/public-url.ts";
import { AddKeyDialog } from "./add-key-dialog.tsx";
import { KeyTable } from "./key-table.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("apiKeys"))("title") };
}

/** The keys that programs read leads with. */
export default async function ApiKeysPage() {
  const session = await requireSession();
  requireRole(session, "admin");
  const [t, keys] = await Promise.all([getTranslations("apiKeys"), listApiKeys(session)]);
  return (
    <>
      <PageHeader
        title={t("title")}
        back={{ href: "/settings", label: t("back") }}
        actions={<AddKeyDialog leadsUrl={`${publicUrl()}/api/leads`} />}
      />
      {keys.length > 0 ? (
        <KeyTable keys={keys} now={new Date()} timeZone={session.timeZone} />
      ) : (
        <EmptyState title={t("empty")}>
          <p>{t("emptyText")}</p>
        </EmptyState>
      )}
      <p className="px-4 py-5 text-sm md:px-6">
        <a className="link inline-flex min-h-6 items-center max-md:min-h-11" href="/api/openapi.json">
          {t("docs")}
        </a>
      </p>
    </>
  );
}
