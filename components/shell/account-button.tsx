"use client";
import { UserMenu } from "#components/shell/user-menu.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import type { Theme } from "#i18n/locale.ts";

/** Who is signed in, at the foot of the navigation. */
export function AccountButton({ name, email, theme }: { name: string; email: string; theme: Theme }) {
  return (
    <UserMenu
      email={email}
      theme={theme}
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          className="flex h-10 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover max-xl:justify-center"
        >
          <Avatar name={name} decorative />
          <span className="min-w-0 flex-1 truncate font-medium text-sm max-xl:sr-only">{name}</span>
        </button>
      }
    />
  );
}
