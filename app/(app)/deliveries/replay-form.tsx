"use client";

import { useFormatter, useTranslations } from "next-intl";
import { DestinationMark } from "#components/destination-mark.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Checkbox, Field, RadioGroup, Select } from "#components/ui/field.tsx";
import type { ReplayPlan } from "#features/deliveries/plan-replay.ts";
import type { ReplayChoices } from "./replay-dialog.tsx";

const RATES = [1, 2, 5, 10];

/** What a bulk replay would do, and how it is to be done. */
export function ReplayForm({
  id,
  plan,
  choices,
  onChoose,
  onStart,
}: {
  id: string;
  plan: ReplayPlan;
  choices: ReplayChoices;
  onChoose: (choices: ReplayChoices) => void;
  onStart: () => void;
}) {
  const t = useTranslations("replay");
  const { total, destinations, excluded } = plan;
  const mayIncludeDelivered = choices.includeDelivered || excluded.some(({ why }) => why === "delivered");
  const longest = Math.max(0, ...destinations.map(({ count }) => count));

  return (
    <form
      id={id}
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        onStart();
      }}
    >
      <div aria-live="polite">
        <p className="font-semibold text-base">{total > 0 ? t("total", { count: total }) : t("nothing")}</p>
        {total === 0 && <p className="text-ink-2 text-sm">{t("nothingText")}</p>}
        <Plan plan={plan} />
      </div>
      {mayIncludeDelivered && (
        <div className="flex flex-col gap-2">
          <Checkbox
            label={t("includeDelivered")}
            checked={choices.includeDelivered}
            onChange={({ currentTarget }) => onChoose({ ...choices, includeDelivered: currentTarget.checked })}
          />
          <DuplicateWarning destinations={destinations} />
        </div>
      )}
      {total > 0 && (
        <>
          <RadioGroup
            legend={t("how")}
            name="mode"
            value={choices.mode}
            onChange={({ currentTarget }) =>
              onChoose({ ...choices, mode: currentTarget.value === "as_sent" ? "as_sent" : "current" })
            }
            options={[
              { value: "current", label: t("current"), hint: t("currentHint") },
              { value: "as_sent", label: t("asSent"), hint: t("asSentHint") },
            ]}
          />
          <Field
            label={t("rate")}
            hint={t("rateHint", { minutes: Math.round(longest / choices.perSecond / 60) })}
            className="max-w-80"
          >
            {(control) => (
              <Select
                {...control}
                value={choices.perSecond}
                onChange={({ currentTarget }) => onChoose({ ...choices, perSecond: Number(currentTarget.value) })}
              >
                {RATES.map((rate) => (
                  <option key={rate} value={rate}>
                    {t("perSecond", { rate })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </>
      )}
    </form>
  );
}

function Plan({ plan: { destinations, excluded } }: { plan: ReplayPlan }) {
  const t = useTranslations("replay");
  const format = useFormatter();
  return (
    <>
      {destinations.length > 0 && (
        <table className="mt-2 w-full text-left text-sm">
          <thead className="text-ink-2 text-xs">
            <tr className="border-line border-b">
              <th scope="col" className="py-1.5 font-medium">
                {t("destination")}
              </th>
              <th scope="col" className="py-1.5 text-right font-medium">
                {t("leads")}
              </th>
            </tr>
          </thead>
          <tbody>
            {destinations.map(({ id, name, connector, count }) => (
              <tr key={id} className="border-line border-b">
                <th scope="row" className="py-1.5 font-normal">
                  <span className="flex items-center gap-2">
                    <DestinationMark connector={connector} />
                    <span className="wrap-anywhere">{name}</span>
                  </span>
                </th>
                <td className="py-1.5 text-right tabular-nums">{format.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {excluded.length > 0 && (
        <>
          <h3 className="mt-4 text-ink-2 text-xs">{t("leftOut")}</h3>
          <ul className="mt-1 text-sm">
            {excluded.map(({ why, count }) => (
              <li key={why} className="flex justify-between gap-4 py-0.5 text-ink-2">
                <span>{t(`why.${why}`)}</span>
                <span className="tabular-nums">{format.number(count)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** Where the same lead would stand twice, and where it would not. */
function DuplicateWarning({ destinations }: Pick<ReplayPlan, "destinations">) {
  const t = useTranslations("replay");
  const format = useFormatter();
  const count = destinations.reduce((sum, { delivered }) => sum + delivered, 0);
  const blind = destinations.filter(({ identity, delivered }) => identity === "none" && delivered > 0);
  if (count === 0) return null;
  return (
    <Banner tone={blind.length > 0 ? "warn" : "info"} fact={t("deliveredFact", { count })}>
      {blind.length > 0
        ? t("deliveredText.none", { destinations: format.list(blind.map(({ name }) => name)) })
        : t("deliveredText.delivery")}
    </Banner>
  );
}
