import { useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Letterbox } from "#components/ui/letterbox.tsx";
import { HOME_PATH } from "#features/people/safe-return.ts";

/** For addresses that lead nowhere, or not for this person. */
export function NothingHere() {
  const t = useTranslations("notFound");
  return (
    <div className="flex flex-1 items-center justify-center">
      <EmptyState
        art={<Letterbox letter="none" />}
        title={t("title")}
        heading="h1"
        actions={
          <ButtonLink variant="primary" href={HOME_PATH}>
            {t("home")}
          </ButtonLink>
        }
      >
        <p>{t("text")}</p>
      </EmptyState>
    </div>
  );
}
