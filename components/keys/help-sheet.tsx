"use client";
import { useTranslations } from "next-intl";
import { Fragment, useRef } from "react";
import { KeyCombo } from "#components/keys/key-combo.tsx";
import { useKeys } from "#components/keys/keys-context.ts";
import { isSingleKey, SHORTCUT_GROUPS, type ShortcutId, shortcutOf } from "#components/keys/shortcuts.ts";
import { SingleKeysSwitch } from "#components/keys/single-keys-switch.tsx";
import { classes } from "#components/ui/classes.ts";
import { Dialog } from "#components/ui/dialog.tsx";

/** Every shortcut this person has, with the switch that turns single keys off. Mounted while it is open. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations("keys");
  const { person } = useKeys();
  // Not the cross: its tooltip would take the first Escape.
  const first = useRef<HTMLInputElement>(null);
  const columns = [["find", "go", "move"], ["work"]] as const;
  return (
    <Dialog title={t("title")} size="lg" open initialFocus={first} onOpenChange={(open) => !open && onClose()}>
      <SingleKeysSwitch ref={first} isOn={person.singleKeys} />
      <p role="status" className="mt-2 text-ink-2 text-sm empty:hidden">
        {!person.singleKeys && t("off")}
      </p>
      <div className="mt-5 grid gap-x-10 md:grid-cols-2">
        {columns.map((groups) => (
          <div key={groups[0]}>
            {groups.map((group) => (
              <Group key={group} title={t(`group.${group}`)} ids={SHORTCUT_GROUPS[group]} />
            ))}
          </div>
        ))}
      </div>
      <p className="text-ink-3 text-xs">{t("hint")}</p>
    </Dialog>
  );
}

function Group({ title, ids }: { title: string; ids: readonly ShortcutId[] }) {
  const t = useTranslations("keys");
  const { person } = useKeys();
  const shown = ids.map(shortcutOf).filter(({ isForAdmins }) => !isForAdmins || person.role === "admin");
  return (
    <section className="mb-5">
      <h3 className="mb-1 font-semibold text-sm">{title}</h3>
      <dl>
        {shown.map(({ id, keys }) => (
          <div key={id} className="flex min-h-8 items-center justify-between gap-4 border-line border-b py-1 text-sm">
            <dt className="min-w-0 text-ink-2">{t(`shortcut.${id}`)}</dt>
            <dd className="flex shrink-0 items-center gap-1.5">
              {keys.map((each, index) => (
                <Fragment key={each}>
                  {index > 0 && <span className="text-ink-3 text-xs">{t("or")}</span>}
                  <span className={classes(!person.singleKeys && isSingleKey(each) && "opacity-40")}>
                    <KeyCombo keys={each} />
                  </span>
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
