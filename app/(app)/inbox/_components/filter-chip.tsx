"use client";
import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactElement } from "react";
import { useFilterWords } from "#components/leads/use-filter-words.ts";
import { classes } from "#components/ui/classes.ts";
import { Menu, MenuChoice } from "#components/ui/menu.tsx";
import { type Condition, isListedField, withCondition, withoutCondition } from "#features/leads/lead-filter.ts";
import { inboxHref } from "#features/leads/views.ts";
import { FieldThenValues, FilterPopover } from "./filter-popover.tsx";
import { FilterValues } from "./filter-values.tsx";
import type { Filtering } from "./filtering.ts";

const PART =
  "flex min-w-6 items-center justify-center px-1 max-md:min-w-11 hover:bg-hover first:rounded-l-md first:pl-2";

/** One condition in three parts, each with its own choice, and the way to be rid of it. */
export function FilterChip({ condition, ...filtering }: Filtering & { condition: Condition }) {
  const t = useTranslations("inbox.filter");
  const words = useFilterWords(filtering.names.names);
  const { field, values, isNot } = condition;
  const text = words.chip(condition);
  const router = useRouter();
  const value = <bdi className="truncate font-medium text-ink">{text.value}</bdi>;

  function compare(operator: "is" | "isNot") {
    const { isNot: _, ...asked } = condition;
    const compared: Condition = operator === "is" ? asked : { ...asked, isNot: true };
    router.push(inboxHref(withCondition(filtering.filter, compared, condition), filtering.look));
  }

  return (
    <span className="flex h-7 min-w-0 max-w-full rounded-md border border-line-strong bg-surface text-sm max-md:h-11">
      <FilterPopover
        label={t("changeField", { field: text.field })}
        trigger={part("text-ink-2", t("changeField", { field: text.field }), text.field)}
      >
        {(close) => <FieldThenValues {...filtering} instead={condition} onDone={close} />}
      </FilterPopover>

      {field === "test" ? (
        <span className="flex items-center px-1 text-ink-3">{text.operator}</span>
      ) : (
        <Menu trigger={part("text-ink-3", t("changeOperator", { operator: text.operator }), text.operator)}>
          <MenuChoice
            label={text.field}
            value={isNot ? "isNot" : "is"}
            options={[
              { value: "is", label: words.operator(field, values.length) },
              { value: "isNot", label: words.operator(field, values.length, true) },
            ]}
            onChange={compare}
          />
        </Menu>
      )}

      {isListedField(field) ? (
        <FilterPopover
          label={t("changeValue", { value: text.value })}
          trigger={
            <button
              type="button"
              aria-label={t("changeValue", { value: text.value })}
              className={classes(PART, "pr-2")}
            >
              {value}
            </button>
          }
        >
          {(close) => <FilterValues {...filtering} field={field} instead={condition} onDone={close} />}
        </FilterPopover>
      ) : (
        <span className="flex min-w-0 items-center pr-2 pl-1">{value}</span>
      )}

      <Link
        href={inboxHref(withoutCondition(filtering.filter, condition), filtering.look)}
        aria-label={t("remove", { field: text.field })}
        className="flex w-7 shrink-0 items-center justify-center rounded-r-md border-line-strong border-l text-ink-2 hover:bg-hover max-md:w-11"
      >
        <X className="size-3.5!" />
      </Link>
    </span>
  );
}

function part(color: string, label: string, text: string): ReactElement {
  return (
    <button type="button" aria-label={label} className={classes(PART, color, "shrink-0 whitespace-nowrap")}>
      {text}
    </button>
  );
}
