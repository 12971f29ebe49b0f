"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";

/** A password that is being chosen: says while typing how long it must be, as a problem once the field is left. */
export function NewPasswordField({
  name,
  label,
  minLength,
  wasRefused,
  inputSize,
}: {
  name: string;
  label: string;
  minLength: number;
  /** The form came back because of it. */
  wasRefused: boolean;
  inputSize?: "md" | "lg";
}) {
  const t = useTranslations("newPassword");
  const [length, setLength] = useState(0);
  const [isLeft, setLeft] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  // React empties a form after its action.
  useEffect(() => {
    const form = input.current?.form;
    const forget = () => {
      setLength(0);
      setLeft(false);
    };
    form?.addEventListener("reset", forget);
    return () => form?.removeEventListener("reset", forget);
  }, []);

  const isShort = length < minLength;
  const words = length > 0 ? t("tooShort", { count: length, min: minLength }) : t("rule", { min: minLength });
  const isProblem = isShort && (isLeft || wasRefused);
  return (
    <Field label={label} error={isProblem && words} hint={isShort && !isProblem && words}>
      {(control) => (
        <PasswordInput
          ref={input}
          name={name}
          autoComplete="new-password"
          required
          minLength={minLength}
          inputSize={inputSize}
          onChange={(event) => setLength(event.target.value.length)}
          onBlur={() => setLeft(length > 0)}
          {...control}
        />
      )}
    </Field>
  );
}
