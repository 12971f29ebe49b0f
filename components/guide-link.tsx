import { BookOpen } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { classes } from "#components/ui/classes.ts";

/** To the set-up guide, beside the page, so that what is being filled in stays there. */
export function GuideLink({ href, className }: { href: string; className?: string }) {
  const t = useTranslations("errorWords");
  return (
    <Link
      href={href}
      target="_blank"
      className={classes(
        "inline-flex min-h-6 items-center gap-1.5 text-ink-2 underline underline-offset-4 hover:text-ink max-md:min-h-11",
        className,
      )}
    >
      <BookOpen className="size-4" strokeWidth={1.75} aria-hidden />
      {t("guide")}
    </Link>
  );
}
