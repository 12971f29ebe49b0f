"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Field, RadioGroup, TextInput } from "#components/ui/field.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import type { FormField } from "#connectors/connector.ts";
import { newSigningSecret } from "./new-signing-secret.ts";

/** One input of a connector's form: an address, a text, a number, a day, a secret or a choice. */
export function ConnectionInput({
  connector,
  field,
  value,
  tail,
  problem,
  onChange,
}: {
  connector: string;
  field: FormField;
  value: string;
  /** The last four characters of the stored secret. */
  tail?: string;
  problem?: string;
  onChange: (value: string) => void;
}) {
  const t = useTranslations("destinations");
  const words = useTranslations(`connectors.${connector}`);
  const { key, kind, options = [], placeholder, generate } = field;
  const help = words.has(`${key}-help`) && words(`${key}-help`);

  if (kind === "choice") {
    return (
      <div>
        <RadioGroup
          legend={words(key)}
          name={key}
          value={value}
          options={options.map((option) => ({ value: option, label: words(`${key}-${option}`) }))}
          onChange={({ target }) => onChange(target.value)}
        />
        {help && <p className="mt-1 text-ink-3 text-xs">{help}</p>}
      </div>
    );
  }

  const error = problem && (words.has(`problems.${problem}`) ? words(`problems.${problem}`) : t(`problem.${problem}`));
  const label = field.required || generate ? words(key) : t("optional", { label: words(key) });
  const shared = {
    value,
    autoComplete: "off",
    spellCheck: false,
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value),
  };

  return (
    <div>
      <Field label={label} hint={tail ? t("keepSecret") : help} error={error}>
        {(control) =>
          kind === "secret" ? (
            // A new password to the browser, so that it does not fill in the person's own.
            <PasswordInput
              {...control}
              {...shared}
              autoComplete="new-password"
              placeholder={tail ? `••••••••${tail}` : placeholder}
              className="font-mono"
            />
          ) : (
            <TextInput {...control} {...shared} {...INPUTS[kind]} placeholder={placeholder} />
          )
        }
      </Field>
      {generate && (
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <Button size="sm" icon={<KeyRound />} onClick={() => onChange(newSigningSecret())}>
            {t("generate")}
          </Button>
          {value && <CopyButton value={value} label={t("copySecret")} variant="ghost" />}
          {value && <span className="text-ink-2 text-xs">{t("shownOnce")}</span>}
        </div>
      )}
    </div>
  );
}

/** Numbers are typed as text, because a browser's number input swallows what it does not understand. */
const INPUTS = {
  text: {},
  url: { inputMode: "url" },
  number: { inputMode: "numeric", className: "max-w-40 tabular-nums" },
  date: { type: "date", className: "max-w-40" },
} satisfies Record<Exclude<FormField["kind"], "secret" | "choice">, ComponentProps<typeof TextInput>>;
