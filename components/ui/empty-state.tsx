import type { ReactNode } from "react";

/** What will appear here, why it is empty, and the one next step. */
export function EmptyState({
  art,
  title,
  heading: Heading = "h2",
  actions,
  children,
}: {
  /** A Letterbox or an icon. */
  art?: ReactNode;
  title: string;
  /** `h1` where it is the page and stands under no other title. */
  heading?: "h1" | "h2";
  actions?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-126 flex-col items-center px-4 py-16 text-center">
      {art && <div className="mb-6">{art}</div>}
      <Heading className="font-semibold text-xl">{title}</Heading>
      {children && <div className="mt-1.5 text-base text-ink-2">{children}</div>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
