import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StepLink } from "#components/leads/step-link.tsx";
import { useCount } from "#components/leads/use-count.ts";
import { KeyCap } from "#components/ui/key-cap.tsx";
import type { Count } from "#features/leads/count-leads.ts";
import type { LeadPage } from "#features/leads/list-leads.ts";
import { type InboxView, listHref } from "./inbox-view.ts";

/** The keys that work here, and the way to the other pages. */
export function ListFoot({
  view,
  page,
  total,
  hasKeys,
  mayWork,
}: {
  view: InboxView;
  page: LeadPage;
  total: Count;
  /** This person lets single letters be commands. */
  hasKeys: boolean;
  mayWork: boolean;
}) {
  const t = useTranslations("inbox");
  const count = useCount();
  const last = page.first + page.rows.length - 1;
  const newer = page.hasNewer ? listHref(view, { before: page.rows[0]?.number }) : null;
  const older = page.hasOlder ? listHref(view, { after: page.rows.at(-1)?.number }) : null;
  return (
    <div className="flex h-10 shrink-0 items-center gap-4 border-line border-t px-5 text-ink-2 text-xs max-md:h-14 max-md:px-4">
      {hasKeys && (
        <div className="flex items-center gap-4 max-lg:hidden">
          <Hint keys={["J", "K"]}>{t("keys.move")}</Hint>
          <Hint keys={["↵"]}>{t("keys.open")}</Hint>
          {mayWork && (
            <>
              <Hint keys={["X"]}>{t("keys.select")}</Hint>
              <Hint keys={["A"]}>{t("keys.assign")}</Hint>
              <Hint keys={["S"]}>{t("keys.status")}</Hint>
            </>
          )}
          <Hint keys={["?"]}>{t("keys.all")}</Hint>
        </div>
      )}
      <nav aria-label={t("pages")} className="ml-auto flex items-center gap-2">
        <span className="tabular-nums">{t("range", { first: page.first, last, total: count(total) })}</span>
        <StepLink href={newer} label={t("newer")} icon={<ChevronLeft />} />
        <StepLink href={older} label={t("older")} icon={<ChevronRight />} />
      </nav>
    </div>
  );
}

function Hint({ keys, children }: { keys: string[]; children: ReactNode }) {
  return (
    <span className="flex items-center gap-1.5">
      {keys.map((key) => (
        <KeyCap key={key}>{key}</KeyCap>
      ))}
      {children}
    </span>
  );
}
