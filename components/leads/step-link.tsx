import type { ReactNode } from "react";
import { IconLink } from "#components/ui/icon-button.tsx";

/** The way to the next or previous lead; keeps its place where there is none. */
export function StepLink({ href, label, icon }: { href: string | null; label: string; icon: ReactNode }) {
  if (href) return <IconLink href={href} scroll={false} label={label} icon={icon} />;
  return <span className="flex size-8 shrink-0 items-center justify-center opacity-40 max-md:size-11">{icon}</span>;
}
