"use client";

import { Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useTransition } from "react";
import { RecordLink } from "#components/leads/record-link.tsx";
import { Button } from "#components/ui/button.tsx";
import type { TestRecord, TestRecords } from "#features/mappings/list-test-records.ts";

/** The test records that still stand at the destination. */
export function TestRecordList({
  destination,
  records: { canRemove, records },
  timeZone,
  onRemove,
}: {
  destination: string;
  records: TestRecords;
  timeZone: string;
  onRemove: (id: string) => Promise<void>;
}) {
  const t = useTranslations("testRecord");
  if (records.length === 0) return null;
  return (
    <section aria-label={t("list", { destination })} className="mt-6 border-line border-t pt-4">
      <h3 className="font-medium text-sm">{t("list", { destination })}</h3>
      <ul className="mt-1">
        {records.map((record) => (
          <Item
            key={record.id}
            record={record}
            timeZone={timeZone}
            onRemove={canRemove ? () => onRemove(record.id) : undefined}
          />
        ))}
      </ul>
    </section>
  );
}

function Item({
  record: { name, url, createdBy, createdAt },
  timeZone,
  onRemove,
}: {
  record: TestRecord;
  timeZone: string;
  onRemove?: () => Promise<void>;
}) {
  const t = useTranslations("testRecord");
  const format = useFormatter();
  const [isBusy, start] = useTransition();
  const time = format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "short", timeZone });

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2 text-sm last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="truncate" title={name}>
          {name}
        </p>
        <p className="text-ink-3 text-xs">{t("by", { author: createdBy ?? t("somebody"), time })}</p>
      </div>
      <RecordLink url={url}>{t("openShort")}</RecordLink>
      {onRemove && (
        <Button
          variant="danger"
          size="sm"
          icon={<Trash2 />}
          busy={isBusy}
          aria-label={t("removeNamed", { name })}
          onClick={() => start(onRemove)}
        >
          {t("removeShort")}
        </Button>
      )}
    </li>
  );
}
