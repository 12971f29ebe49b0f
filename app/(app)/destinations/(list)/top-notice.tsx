import Link from "next/link";
import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import type { DestinationRow } from "#features/destinations/destination-row.ts";
import type { ShownNotice } from "#features/notices/list-notices.ts";
import { DismissNotice } from "./dismiss-notice.tsx";

/** The most pressing thing to know, one at a time; without news, the destination that a person left waiting. */
export function TopNotice({ notice, destinations }: { notice?: ShownNotice; destinations: DestinationRow[] }) {
  const t = useTranslations("destinations.notice");
  const about = destinations.find(({ id }) => id === notice?.destinationId) ?? mostWaitingByHand(destinations);
  if (!about) return null;

  const kind = notice ? notice.kind : "by_hand";
  const { tone, page } = LOOKS[kind];
  const values = { name: about.name, waiting: about.waitingCount, days: about.secretDaysLeft ?? 0 };
  return (
    <div className="px-4 py-3 md:px-6">
      <Banner
        tone={kind === "secret_expiring" && values.days <= 7 ? "bad" : tone}
        fact={t(`${kind}.fact`, values)}
        action={
          <span className="flex items-center gap-3">
            <Link href={`/destinations/${about.id}${page}`}>{t(`${kind}.action`)}</Link>
            {notice && <DismissNotice noticeId={notice.id} />}
          </span>
        }
      >
        {t(`${kind}.text`, values)}
      </Banner>
    </div>
  );
}

const LOOKS = {
  broken: { tone: "warn", page: "" },
  recovered: { tone: "ok", page: "" },
  secret_expiring: { tone: "warn", page: "/connection" },
  secret_expired: { tone: "bad", page: "/connection" },
  by_hand: { tone: "warn", page: "" },
} as const;

function mostWaitingByHand(destinations: DestinationRow[]): DestinationRow | undefined {
  return destinations
    .filter(({ pause, waitingCount }) => waitingCount > 0 && pause?.cause === "person")
    .sort((a, b) => b.waitingCount - a.waitingCount)
    .at(0);
}
