import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "#components/ui/classes.ts";

const TONES = {
  ok: { look: "bg-ok-soft text-ok", icon: CircleCheck },
  warn: { look: "bg-warn-soft text-warn", icon: TriangleAlert },
  bad: { look: "bg-bad-soft text-bad", icon: CircleAlert },
  info: { look: "bg-info-soft text-info", icon: Info },
};

/** One fact in bold (`fact`), its consequence, and one underlined action (a link or button). At most one per page. */
export function Banner({
  tone = "warn",
  fact,
  action,
  children,
}: {
  tone?: keyof typeof TONES;
  fact: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
}) {
  const { look, icon: Icon } = TONES[tone];
  return (
    <div className={classes("flex items-start gap-x-3 gap-y-1 rounded-lg max-sm:flex-wrap px-4 py-2.5 text-sm", look)}>
      <Icon className="mt-0.5" />
      <p className="min-w-0 flex-1">
        <strong className="font-semibold">{fact}</strong> {children}
      </p>
      {action && (
        <span className="shrink-0 font-medium underline underline-offset-4 max-sm:basis-full max-sm:pl-7">
          {action}
        </span>
      )}
    </div>
  );
}
