import { ArrowRight, Minus, Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import type { Aspect, FieldChange } from "#features/mappings/compare-mappings.ts";
import { PartsWords } from "./parts-words.tsx";

const LOOKS = {
  added: { icon: Plus, tone: "text-ok-icon" },
  removed: { icon: Minus, tone: "text-bad-icon" },
  changed: { icon: Pencil, tone: "text-warn-icon" },
};

/** What one mapping does otherwise than another, field by field in words. */
export function FieldChanges({ changes, fields }: { changes: FieldChange[]; fields: TargetField[] }) {
  const t = useTranslations("mappingVersions");
  return (
    <ul>
      {changes.map((change) => {
        const kind = kindOf(change);
        const { icon: Icon, tone } = LOOKS[kind];
        return (
          <li key={change.field} className="flex gap-2.5 border-line border-b py-2.5 text-sm last:border-b-0">
            <Icon className={`mt-0.5 ${tone}`} aria-label={t(`kind.${kind}`)} />
            <div className="min-w-0 flex-1">
              <p className="font-medium">{fields.find(({ name }) => name === change.field)?.label ?? change.field}</p>
              {change.aspects.map((aspect) => (
                <AspectLine key={aspect} aspect={aspect} change={change} />
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function kindOf({ before, after }: FieldChange): keyof typeof LOOKS {
  if (!before) return "added";
  return after ? "changed" : "removed";
}

/** "If empty: before, after". What a new or removed row says by default is not said. */
function AspectLine({ aspect, change: { before, after } }: { aspect: Aspect; change: FieldChange }) {
  const t = useTranslations("mappingVersions");
  const isTelling = [before, after].some((row) => row && !saysNothing(row, aspect));
  if ((!before || !after) && !isTelling) return null;
  return (
    <p className="mt-0.5 break-words leading-7">
      {aspect !== "value" && <span className="text-ink-2">{t(`aspect.${aspect}`)} </span>}
      {before && (
        <span className={after ? "text-ink-2" : "text-ink-3 line-through"}>
          <RowWords row={before} aspect={aspect} />
        </span>
      )}
      {before && after && <ArrowRight className="mx-1.5 inline size-3.5 text-ink-3" aria-label={t("becomes")} />}
      {after && <RowWords row={after} aspect={aspect} />}
    </p>
  );
}

function saysNothing(row: MappingRow, aspect: Aspect): boolean {
  if (aspect === "value" || aspect === "fallback") return row[aspect].length === 0;
  return row[aspect] === undefined || row[aspect] === "omit" || row[aspect] === "overwrite";
}

function RowWords({ row, aspect }: { row: MappingRow; aspect: Aspect }) {
  const t = useTranslations("mappingVersions");
  if (aspect === "whenEmpty") return t(`whenEmpty.${row.whenEmpty ?? "omit"}`);
  if (aspect === "whenExists") return t(`whenExists.${row.whenExists ?? "overwrite"}`);
  return row[aspect].length > 0 ? <PartsWords parts={row[aspect]} /> : t("nothing");
}
