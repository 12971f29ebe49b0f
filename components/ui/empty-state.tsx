import type { ReactNode } from "react";

/** What will appear here, why it is empty, and the one next step. */
export function EmptyState({
  art,
  title,
  actions,
  children,
}: {
  /** A Letterbox or an icon. */
  art?: ReactNode;
  title: string;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-126 flex-col items-center px-4 py-16 text-center">
      {art && <div className="mb-6">{art}</div>}
      <h2 className="font-semibold text-xl">{title}</h2>
      {children && <div className="mt-1.5 text-base text-ink-2">{children}</div>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
