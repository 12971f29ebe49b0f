"use client";

import { useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { TargetField } from "#connectors/connector.ts";
import { publishMappingAction } from "#features/mappings/actions.ts";
import type { FieldChange } from "#features/mappings/compare-mappings.ts";
import type { MappingView } from "#features/mappings/get-mapping.ts";
import { ProblemsLeft } from "./problems-left.tsx";
import { PublishForm } from "./publish-form.tsx";
import type { useAutosave } from "./use-autosave.ts";
import { useGoToField } from "./use-go-to-field.ts";

type Step =
  | { name: "problems"; fields: string[] }
  | { name: "ask" }
  /** What failed before may be sent again with what is live now. */
  | { name: "done"; version: number; failed: number };

/** Makes the draft live, once no lead would be refused for it and somebody has seen what changes. */
export function PublishMapping({
  view,
  draft,
  changes,
  fields,
  problems,
  warnings,
  onShow,
  onPublished,
}: {
  view: MappingView;
  draft: ReturnType<typeof useAutosave>;
  /** What the draft does otherwise than the live version. */
  changes: FieldChange[];
  fields: TargetField[];
  /** The fields for lack of which leads would be refused, and those whose values would change for some lead. */
  problems: string[];
  warnings: string[];
  onShow: () => void;
  onPublished: () => void;
}) {
  const t = useTranslations("mapping");
  const toast = useToast();
  const note = useRef<HTMLInputElement>(null);
  const firstProblem = useRef<HTMLButtonElement>(null);
  const [step, setStep] = useState<Step | null>(null);
  const [isBusy, start] = useTransition();
  const { goTo, finalFocus } = useGoToField(() => setStep(null), onShow);
  const labelsOf = (names: string[]) =>
    names.map((name) => ({ name, label: fields.find((field) => field.name === name)?.label ?? name }));

  const ask = () =>
    start(async () => {
      if (problems.length > 0) return setStep({ name: "problems", fields: problems });
      const saved = await draft.save();
      if (!saved.ok) return toast.show({ text: t("save.failed"), failed: true });
      if (saved.changes === 0) return toast.show({ text: t("nothingToPublish") });
      setStep({ name: "ask" });
    });

  const publish = (text: string) =>
    start(async () => {
      const result = await publishMappingAction(view.destinationId, text);
      if (result.ok) {
        onPublished();
        if (result.failed > 0) return setStep({ name: "done", version: result.version, failed: result.failed });
        setStep(null);
        return toast.show({ text: t("published", { version: result.version, destination: view.destinationName }) });
      }
      if ("fields" in result) return setStep({ name: "problems", fields: result.fields.map(({ field }) => field) });
      setStep(null);
      toast.show({ text: t(`failure.${result.code}`), failed: true });
    });

  return (
    <>
      <Button variant="primary" busy={isBusy && !step} onClick={ask}>
        {t("publish")}
      </Button>
      <Dialog
        title={t("problemsTitle")}
        open={step?.name === "problems"}
        onOpenChange={() => setStep(null)}
        initialFocus={firstProblem}
        finalFocus={finalFocus}
      >
        {step?.name === "problems" && (
          <ProblemsLeft
            destination={view.destinationName}
            fields={labelsOf(step.fields)}
            first={firstProblem}
            onField={goTo}
          />
        )}
      </Dialog>
      <Dialog
        title={t("publishTitle", { version: (view.liveVersion ?? 0) + 1 })}
        open={step?.name === "ask"}
        onOpenChange={() => setStep(null)}
        initialFocus={note}
        finalFocus={finalFocus}
      >
        <PublishForm
          destination={view.destinationName}
          changes={changes}
          fields={fields}
          warnings={labelsOf(warnings)}
          note={note}
          isBusy={isBusy}
          onField={goTo}
          onCancel={() => setStep(null)}
          onPublish={publish}
        />
      </Dialog>
      <Dialog
        title={step?.name === "done" ? t("publishedTitle", { version: step.version }) : ""}
        open={step?.name === "done"}
        onOpenChange={() => setStep(null)}
        footer={
          step?.name === "done" && (
            <>
              <Button onClick={() => setStep(null)}>{t("notNow")}</Button>
              <ButtonLink
                variant="primary"
                href={`/deliveries?tab=failed&destination=${encodeURIComponent(view.destinationId)}`}
              >
                {t("sendFailed", { count: step.failed })}
              </ButtonLink>
            </>
          )
        }
      >
        {step?.name === "done" && (
          <p className="text-base text-ink-2">
            {t("failedText", { count: step.failed, destination: view.destinationName })}
          </p>
        )}
      </Dialog>
    </>
  );
}
