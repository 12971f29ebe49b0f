import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";

/** Why nothing is published yet: the fields, each of which leads to its row. */
export function ProblemsLeft({
  destination,
  fields,
  first,
  onField,
}: {
  destination: string;
  fields: { name: string; label: string }[];
  /** The way to the first of them. */
  first: RefObject<HTMLButtonElement | null>;
  onField: (name: string) => void;
}) {
  const t = useTranslations("mapping");
  return (
    <>
      <p className="text-base text-ink-2">{t("problemsText", { count: fields.length, destination })}</p>
      <ul className="mt-3">
        {fields.map(({ name, label }, index) => (
          <li key={name} className="flex items-center gap-2.5 border-line border-b py-1.5 text-base last:border-b-0">
            <CircleAlert className="text-bad-icon" />
            <button
              ref={index === 0 ? first : undefined}
              type="button"
              onClick={() => onField(name)}
              className="min-h-8 rounded-sm text-left font-medium underline underline-offset-4 max-md:min-h-11"
            >
              {t("fixField", { field: label })}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
