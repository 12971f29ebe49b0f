"use client";
import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { classes } from "#components/ui/classes.ts";
import { TextInput } from "#components/ui/field.tsx";

/** A password that can be looked at while it is typed. Name, autocomplete and field control come as for any input. */
export function PasswordInput({ className, ...rest }: Omit<ComponentProps<typeof TextInput>, "type">) {
  const t = useTranslations("ui");
  const [isShown, setShown] = useState(false);
  return (
    <span className="relative block">
      <TextInput
        type={isShown ? "text" : "password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={classes("pr-10 max-md:pr-12", className)}
        {...rest}
      />
      <button
        type="button"
        aria-label={t("showPassword")}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
        className="absolute top-1/2 right-1 grid size-8 -translate-y-1/2 place-items-center rounded-md text-ink-3 hover:text-ink max-md:size-11"
      >
        {isShown ? <EyeOff /> : <Eye />}
      </button>
    </span>
  );
}
