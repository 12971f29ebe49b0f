"use client";

import { PlugZap } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { testConnectionAction } from "#features/destinations/actions.ts";
import type { FormProblems, ConnectionForm as FormValues } from "#features/destinations/connection-form.ts";
import type { ConnectorView } from "#features/destinations/list-connectors.ts";
import { ConnectionInput } from "./connection-input.tsx";
import { newSigningSecret } from "./new-signing-secret.ts";
import { TestResults, type TestState } from "./test-results.tsx";

type Result = { ok: true } | { ok: false; code: string; problems?: FormProblems };

/** A destination's form, drawn from its connector. What was typed stays when something is wrong with it. */
export function ConnectionForm({
  connector,
  destinationId,
  initialName,
  settings = {},
  credentialTails = {},
  submitLabel,
  cancelHref,
  onSubmit,
}: {
  connector: ConnectorView;
  /** Of an existing destination, whose stored credentials stand in for empty ones. */
  destinationId?: string;
  initialName: string;
  settings?: Record<string, string>;
  /** The last four characters of what is stored. */
  credentialTails?: Record<string, string>;
  submitLabel: string;
  cancelHref: string;
  onSubmit: (name: string, form: FormValues) => Promise<Result>;
}) {
  const t = useTranslations("destinations");
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState(initialName);
  const [values, setValues] = useState(() => startValues(connector, settings));
  const [problems, setProblems] = useState<FormProblems>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [test, setTest] = useState<TestState | null>(null);
  const [isMoreOpen, setMoreOpen] = useState(false);
  const [isTesting, startTest] = useTransition();
  const [isSaving, startSave] = useTransition();

  // A secret that Buzón made and nobody saw would be of no use to the receiver, so it is made here, to be copied.
  useEffect(() => {
    const generated = destinationId ? [] : connector.form.filter(({ generate }) => generate);
    setValues((typed) => ({ ...typed, ...Object.fromEntries(generated.map(({ key }) => [key, newSigningSecret()])) }));
  }, [connector, destinationId]);

  const plain = connector.form.filter(({ advanced }) => !advanced);
  const advanced = connector.form.filter((field) => field.advanced);

  function show(result: Result) {
    setFailure(result.ok || result.code === "invalid" ? null : result.code);
    const found = (!result.ok && result.problems) || {};
    setProblems(found);
    if (advanced.some(({ key }) => found[key])) setMoreOpen(true);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  }

  const runTest = () =>
    startTest(async () => {
      setTest("running");
      const result = await testConnectionAction({
        connector: connector.type,
        destinationId,
        form: split(connector, values),
      });
      setTest(result.ok ? result.test : null);
      show(result);
    });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    startSave(async () => {
      const result = name.trim()
        ? await onSubmit(name.trim(), split(connector, values))
        : { ok: false as const, code: "invalid", problems: { name: "required" } };
      if (!result.ok) show(result);
    });
  };

  const input = (field: (typeof connector.form)[number]) => (
    <ConnectionInput
      key={field.key}
      connector={connector.type}
      field={field}
      value={values[field.key] ?? ""}
      tail={credentialTails[field.key]}
      problem={problems[field.key]}
      onChange={(value) => {
        setValues({ ...values, [field.key]: value });
        setTest(null);
      }}
    />
  );

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex w-full max-w-160 flex-col gap-5 p-4 md:p-6">
      <Field label={t("name")} hint={t("nameHint")} error={problems.name && t("problem.required")}>
        {(control) => (
          <TextInput
            {...control}
            value={name}
            maxLength={100}
            autoComplete="off"
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      {plain.map(input)}
      {advanced.length > 0 && (
        <details open={isMoreOpen} onToggle={({ currentTarget }) => setMoreOpen(currentTarget.open)}>
          <summary className="w-fit cursor-pointer rounded-sm py-1 font-medium text-ink-2 text-sm hover:text-ink max-md:py-3">
            {t("more")}
          </summary>
          <div className="mt-3 flex flex-col gap-5">{advanced.map(input)}</div>
        </details>
      )}
      <TestResults connector={connector.type} state={test} />
      {failure && (
        <p role="alert" className="text-bad text-sm">
          {t(`failure.${failure}`)}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" busy={isSaving} busyLabel={t("saving")}>
          {submitLabel}
        </Button>
        <Button icon={<PlugZap />} busy={isTesting} busyLabel={t("testing")} onClick={runTest}>
          {t("test")}
        </Button>
        <ButtonLink href={cancelHref} variant="ghost">
          {t("cancel")}
        </ButtonLink>
      </div>
    </form>
  );
}

function startValues({ form }: ConnectorView, settings: Record<string, string>): Record<string, string> {
  return Object.fromEntries(form.map(({ key, initial }) => [key, settings[key] ?? initial ?? ""]));
}

function split({ form }: ConnectorView, values: Record<string, string>): FormValues {
  const pick = (isSecret: boolean) =>
    Object.fromEntries(
      form.filter(({ kind }) => (kind === "secret") === isSecret).map(({ key }) => [key, values[key] ?? ""]),
    );
  return { settings: pick(false), credentials: pick(true) };
}
