import Link from "next/link";
import { useTranslations } from "next-intl";
import { classes } from "#components/ui/classes.ts";
import { activeFields, EVERYTHING, type LeadFilter } from "#features/leads/lead-filter.ts";
import { inboxHref } from "#features/leads/views.ts";

/** The filters people use on the way, as a strip to scroll; a phone's chips. */
export function QuickFilters({ filter, unread }: { filter: LeadFilter; unread: number }) {
  const t = useTranslations("inbox");
  const actions = useTranslations("action");
  const isAction = (action: LeadFilter["action"][number]) => filter.action.length === 1 && filter.action[0] === action;
  const quick = [
    { label: t("quick.all"), isOn: activeFields(filter).length === 0, to: EVERYTHING },
    {
      label: t("quick.unread", { count: unread }),
      isOn: filter.unread,
      to: { ...filter, unread: !filter.unread },
    },
    ...(["contact", "install", "test_drive", "purchase", "dnc"] as const).map((action) => ({
      label: actions(action),
      isOn: isAction(action),
      to: { ...filter, action: isAction(action) ? [] : [action] },
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
          href={inboxHref(to)}
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
