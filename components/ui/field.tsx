import { Check, ChevronDown, CircleAlert, Minus } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { classes } from "#components/ui/classes.ts";

/** What the control inside a field needs, so that its label, hint and problem belong to it. */
export type FieldControl = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

/**
 * A labelled control with its hint and its problem:
 *
 *     <Field label={t("email")} error={problem}>{(control) => <TextInput name="email" {...control} />}</Field>
 */
export function Field({
  label,
  aside,
  hint,
  error,
  className,
  children,
}: {
  label: ReactNode;
  /** Stands at the right of the label. */
  aside?: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}) {
  const id = useId();
  const describedBy = classes(hint ? `${id}-hint` : null, error ? `${id}-error` : null);
  return (
    <div className={classes("flex min-w-0 flex-col gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        {aside}
      </div>
      {children({ id, "aria-describedby": describedBy || undefined, "aria-invalid": error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-ink-3 text-xs">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex gap-1.5 text-bad text-xs">
          <CircleAlert className="mt-px size-3.5" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}

type Size = "md" | "lg";

/** 32 px high, or 40 (`lg`) where the form is the page. */
export function controlLook(size: Size = "md"): string {
  return classes(
    "w-full min-w-0 rounded-md border border-line-control bg-surface text-ink placeholder:text-ink-3",
    "aria-invalid:border-bad-icon aria-invalid:shadow-[inset_0_0_0_0.5px_var(--bad-icon)] disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-3 max-md:text-lg",
    size === "lg" ? "h-10 px-3 text-base max-md:h-12" : "h-8 px-2.5 text-sm max-md:h-11",
  );
}

export function TextInput({
  inputSize,
  type = "text",
  className,
  ...rest
}: ComponentProps<"input"> & { inputSize?: Size }) {
  return <input type={type} className={classes(controlLook(inputSize), className)} {...rest} />;
}

export function TextArea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={classes(controlLook(), "h-auto py-1.5", className)} {...rest} />;
}

/** The browser's own select: it works with every keyboard, reader and phone. */
export function Select({ inputSize, className, children, ...rest }: ComponentProps<"select"> & { inputSize?: Size }) {
  return (
    <span className={classes("relative block min-w-0", className)}>
      <select className={classes(controlLook(inputSize), "appearance-none truncate pr-8")} {...rest}>
        {children}
      </select>
      <ChevronDown className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3" />
    </span>
  );
}

/** Without `label` the caller names it by `aria-label`; for "some of them" set `indeterminate` through a ref. */
export function Checkbox({ label, className, ...rest }: Omit<ComponentProps<"input">, "type"> & { label?: ReactNode }) {
  return (
    <label className={classes("inline-flex min-h-6 items-center gap-2 text-sm max-md:min-h-11", className)}>
      <span className="relative grid size-4 shrink-0 place-items-center">
        <input
          type="checkbox"
          className="peer size-4 appearance-none rounded-sm border border-line-control bg-surface checked:border-ink checked:bg-ink indeterminate:border-ink indeterminate:bg-ink disabled:opacity-50"
          {...rest}
        />
        <Check className="pointer-events-none absolute hidden size-3 stroke-3 text-surface peer-checked:block peer-indeterminate:hidden" />
        <Minus className="pointer-events-none absolute hidden size-3 stroke-3 text-surface peer-indeterminate:block" />
      </span>
      {label && <span className="min-w-0">{label}</span>}
    </label>
  );
}

/** On or off, with effect as soon as it is pressed or the form is saved. */
export function Switch({ label, className, ...rest }: Omit<ComponentProps<"input">, "type"> & { label: ReactNode }) {
  return (
    <label className={classes("inline-flex min-h-6 items-center gap-2.5 text-sm max-md:min-h-11", className)}>
      <span className="relative flex h-4.5 w-8 shrink-0 items-center">
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox says by itself whether it is checked
          role="switch"
          className="peer h-4.5 w-8 appearance-none rounded-full bg-line-control transition-colors duration-120 checked:bg-ink disabled:opacity-50"
          {...rest}
        />
        <span className="pointer-events-none absolute left-0.5 size-3.5 rounded-full bg-surface transition-transform duration-120 peer-checked:translate-x-3.5 peer-checked:bg-accent" />
      </span>
      <span className="min-w-0">{label}</span>
    </label>
  );
}

export type RadioOption = { value: string; label: ReactNode; hint?: ReactNode };

/** One of a few. `segments` stands in a row, for short labels; `list` under each other, with hints. */
export function RadioGroup({
  legend,
  options,
  look = "list",
  ...input
}: Omit<ComponentProps<"input">, "type" | "value" | "defaultValue"> & {
  legend: ReactNode;
  name: string;
  options: RadioOption[];
  look?: "list" | "segments";
  value?: string;
  defaultValue?: string;
}) {
  const { value, defaultValue, ...rest } = input;
  const chosen = (option: RadioOption) =>
    value === undefined ? { defaultChecked: option.value === defaultValue } : { checked: option.value === value };
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      {look === "segments" ? (
        <div className="inline-flex rounded-md bg-neutral-soft p-0.5">
          {options.map((option) => (
            <label
              key={option.value}
              className="flex h-8 items-center rounded-md border border-transparent px-4 font-medium text-ink-2 text-sm has-checked:border-line-strong has-checked:bg-surface has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-focus max-md:h-11"
            >
              <input type="radio" className="sr-only" {...rest} value={option.value} {...chosen(option)} />
              {option.label}
            </label>
          ))}
        </div>
      ) : (
        <div className="flex flex-col gap-1">
          {options.map((option) => (
            <label key={option.value} className="flex min-h-7 items-start gap-2 py-0.5 text-sm max-md:min-h-11">
              <input
                type="radio"
                className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-line-control bg-surface checked:border-[5px] checked:border-ink"
                {...rest}
                value={option.value}
                {...chosen(option)}
              />
              <span className="min-w-0">
                {option.label}
                {option.hint && <span className="block text-ink-3 text-xs">{option.hint}</span>}
              </span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}
