"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useActionState, useState, useTransition } from "react";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Field, Switch, TextInput } from "#components/ui/field.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { type ListPlace, textHref } from "#features/leads/views.ts";
import { saveViewAction, updateViewAction } from "#features/views/actions.ts";
import type { ViewProblem } from "#features/views/view-content.ts";

export type Saving = {
  /** The filter of the list, as text. */
  q: string;
  look: ListPlace;
  /** The view whose list this was before something was changed. */
  saved: { id: string; name: string; mayChange: boolean; href: string } | null;
  mayShare: boolean;
};

/** Keeps the list as it is: in the view it came from, or under a new name. */
export function SaveView({ q, look, saved, mayShare }: Saving) {
  const t = useTranslations("views");
  const router = useRouter();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const [isUpdating, startUpdate] = useTransition();
  const place = { q, sort: look.sort, cols: look.cols };
  const [state, save, isSaving] = useActionState(
    async (_before: { typed: string; code: ViewProblem } | null, entries: FormData) => {
      const typed = String(entries.get("name"));
      const result = await saveViewAction(place, typed, entries.has("shared"));
      if (!result.ok) return { typed, code: result.code };
      done(typed, result.id);
      return null;
    },
    null,
  );

  function done(name: string, view: string) {
    setOpen(false);
    toast.show({ text: t("saved", { name }) });
    router.push(textHref(q, { ...look, view }));
  }

  function update({ id, name }: NonNullable<Saving["saved"]>) {
    startUpdate(async () => {
      const result = await updateViewAction(id, place);
      if (result.ok) done(name, id);
      else toast.show({ text: t(`problem.${result.code}`), failed: true });
    });
  }

  return (
    <Popover
      title={t("saveTitle")}
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" className="text-sm!">
          {t("save")}
        </Button>
      }
    >
      {saved && (
        <div className="mb-3 flex flex-wrap gap-2 border-line border-b pb-3">
          {saved.mayChange && (
            <Button variant="primary" busy={isUpdating} onClick={() => update(saved)} className="min-w-0 max-w-full">
              <span className="truncate">{t("update", { name: saved.name })}</span>
            </Button>
          )}
          <ButtonLink href={saved.href} onClick={() => setOpen(false)}>
            {t("reset")}
          </ButtonLink>
        </div>
      )}
      <form action={save} className="flex flex-col gap-3">
        <Field label={t("name")} hint={t("nameHint")} error={state && t(`problem.${state.code}`)}>
          {(control) => <TextInput name="name" defaultValue={state?.typed} maxLength={60} {...control} />}
        </Field>
        {mayShare && <Switch name="shared" label={t("shareSwitch")} />}
        <Button
          type="submit"
          variant={saved?.mayChange ? "secondary" : "primary"}
          busy={isSaving}
          busyLabel={t("saving")}
          className="self-start"
        >
          {t(saved ? "saveNew" : "save")}
        </Button>
      </form>
    </Popover>
  );
}
