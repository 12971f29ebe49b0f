import { useTranslations } from "next-intl";
import { GuideLink } from "#components/guide-link.tsx";
import { classes } from "#components/ui/classes.ts";
import type { DeliveryProblem } from "#features/deliveries/delivery-view.ts";
import { type ErrorText, tellError } from "#features/destinations/error-words.ts";

/**
 * Why a lead was not taken and what to do about it, with the way to the set-up guide of its destination. `connector` is
 * the destination's kind ("dynamics"). A code we have no words for is told in the destination's own.
 */
export function ErrorWords({
  connector,
  problem,
  fix,
  className,
}: {
  connector: string;
  problem: DeliveryProblem;
  /** Instead of what usually helps. */
  fix?: string;
  className?: string;
}) {
  const { sentence, fix: usualFix, said, docs } = useErrorWords()(connector, problem);
  const whatHelps = fix ?? usualFix;
  return (
    <div className={classes("space-y-1 text-sm", className)}>
      <p className="break-words">{sentence}</p>
      {whatHelps && <p className="text-ink-2">{whatHelps}</p>}
      {said && <p className="break-words font-mono text-ink-2 text-xs">{said}</p>}
      {docs && <GuideLink href={docs} />}
    </div>
  );
}

/** The same as text, for rows and headings. */
export function useErrorWords(): (connector: string, problem: DeliveryProblem) => ErrorText {
  const t = useTranslations("connectors");
  return (connector, problem) => tellError(t, connector, problem);
}
