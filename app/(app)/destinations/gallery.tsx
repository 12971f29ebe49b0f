"use client";

import { Globe, Timer, UserRoundCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { DestinationMark } from "#components/destination-mark.tsx";
import { GuideLink } from "#components/guide-link.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { errorWords } from "#features/destinations/error-words.ts";
import type { ConnectorView } from "#features/destinations/list-connectors.ts";

const GROUPS = ["crm", "data", "team"] as const;

/** What Buzón can send to, by kind; beside it what the chosen one does, what it takes, and the way on. */
export function Gallery({ connectors }: { connectors: ConnectorView[] }) {
  const t = useTranslations("destinations");
  const words = useTranslations("connectors");
  const [chosen, setChosen] = useState(connectors[0]);

  return (
    <div className="grid md:min-h-115 md:grid-cols-[1fr_328px]">
      <div className="flex flex-col gap-6 p-4 md:px-6 md:py-4">
        {GROUPS.map((group) => {
          const members = connectors.filter((connector) => connector.group === group);
          return (
            members.length > 0 && (
              <fieldset key={group} className="min-w-0">
                <legend className="mb-2 text-ink-2 text-sm">{t(`group.${group}`)}</legend>
                <div className="grid gap-2 md:grid-cols-2">
                  {members.map((connector) => (
                    <label
                      key={connector.type}
                      className="flex min-h-15 items-center gap-3 rounded-lg border border-line-strong px-3 py-2 hover:bg-hover has-checked:border-ink has-checked:bg-selected has-checked:shadow-[inset_0_0_0_1px_var(--ink)] has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2"
                    >
                      <input
                        type="radio"
                        name="connector"
                        value={connector.type}
                        checked={connector === chosen}
                        onChange={() => setChosen(connector)}
                        className="sr-only"
                      />
                      <DestinationMark connector={connector.type} size="lg" />
                      <span className="min-w-0">
                        <span className="block font-semibold text-sm">{connector.label}</span>
                        <span className="block text-ink-2 text-xs">{words(`${connector.type}.creates`)}</span>
                      </span>
                    </label>
                  ))}
                </div>
              </fieldset>
            )
          );
        })}
      </div>
      {chosen && <Details connector={chosen} />}
    </div>
  );
}

function Details({ connector: { type, label } }: { connector: ConnectorView }) {
  const t = useTranslations("destinations");
  const words = useTranslations(`connectors.${type}`);
  const { docs: guide } = errorWords(type, "");
  return (
    <section
      aria-live="polite"
      aria-label={label}
      className="flex flex-col border-line bg-sunken p-4 max-md:border-t md:rounded-br-xl md:border-l md:p-6"
    >
      <DestinationMark connector={type} size="xl" />
      <h2 className="mt-4 font-semibold text-lg">{label}</h2>
      <p className="mt-1 text-ink-2 text-sm">{words("about")}</p>
      <h3 className="mt-5 mb-2 text-ink-2 text-xs">{t("needs")}</h3>
      <ul className="flex flex-col gap-2.5 text-sm">
        <Need icon={<UserRoundCheck />}>{words("needs.access")}</Need>
        <Need icon={<Globe />}>{words("needs.address")}</Need>
        <Need icon={<Timer />}>{words("needs.minutes")}</Need>
      </ul>
      <h3 className="mt-5 mb-1 text-ink-2 text-xs">{t("how")}</h3>
      <p className="text-ink-2 text-sm">{words("how")}</p>
      {guide && <GuideLink href={guide} className="mt-2 self-start text-sm" />}
      <div className="mt-auto pt-6">
        <ButtonLink href={`/destinations/new?connector=${type}`} variant="primary" className="w-full">
          {t("connect", { name: label })}
        </ButtonLink>
      </div>
    </section>
  );
}

function Need({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-2.5 [&>.lucide]:mt-0.5 [&>.lucide]:text-ink-2">
      {icon}
      <span>{children}</span>
    </li>
  );
}
