import Link from "next/link";
import { useTranslations } from "next-intl";
import { classes } from "#components/ui/classes.ts";
import { EVERYTHING, type LeadFilter, splitFilter, valuesOf, withValues } from "#features/leads/lead-filter.ts";
import { inboxHref, type ListPlace } from "#features/leads/views.ts";

/** The filters people use on the way, as a strip to scroll; a phone's chips. */
export function QuickFilters({ filter, look, unread }: { filter: LeadFilter; look: ListPlace; unread: number }) {
  const t = useTranslations("inbox");
  const actions = useTranslations("action");
  const isAsked = (field: "is" | "action", value: string) => {
    const asked = valuesOf(filter, field);
    return asked.length === 1 && asked[0] === value;
  };
  const turned = (field: "is" | "action", value: string) =>
    withValues(filter, field, isAsked(field, value) ? [] : [value]);
  const quick = [
    { label: t("quick.all"), isOn: splitFilter(filter).chips.length === 0, to: EVERYTHING },
    {
      label: t("quick.unread", { count: unread }),
      isOn: isAsked("is", "unread"),
      to: turned("is", "unread"),
    },
    ...(["contact", "install", "test_drive", "purchase", "dnc"] as const).map((action) => ({
      label: actions(action),
      isOn: isAsked("action", action),
      to: turned("action", action),
    })),
  ];
  return (
    <nav
      aria-label={t("quick.label")}
      className="flex shrink-0 gap-2 overflow-x-auto border-line border-b px-4 pb-2 md:hidden"
    >
      {quick.map(({ label, isOn, to }) => (
        <Link
          key={label}
          href={inboxHref(to, look)}
          aria-current={isOn ? "true" : undefined}
          className={classes(
            "flex h-11 shrink-0 items-center rounded-full border px-4 font-medium text-sm",
            isOn ? "border-inverse bg-inverse text-on-inverse" : "border-line-strong text-ink-2",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
