import type { Metadata } from "next";
import { requireSession } from "#features/people/require-session.ts";
import { DestinationHeader } from "./destination-header.tsx";
import { HealthStory } from "./health-story.tsx";
import { RecentProblems } from "./recent-problems.tsx";
import { requireDestination } from "./require-destination.ts";
import { SentPerDay } from "./sent-per-day.tsx";
import { SettingsSummary } from "./settings-summary.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await requireDestination((await params).id)).name };
}

/** How a destination is doing, in a sentence, in days and in what went wrong. */
export default async function DestinationPage({ params }: Props) {
  const destination = await requireDestination((await params).id);
  const { timeZone, role } = await requireSession();
  const now = new Date();

  return (
    <>
      <DestinationHeader destination={destination} tab="overview" />
      <div className="flex flex-1 max-lg:flex-col">
        <div className="flex min-w-0 flex-1 flex-col gap-8 px-4 py-5 md:px-6">
          <HealthStory destination={destination} now={now} timeZone={timeZone} />
          <SentPerDay days={destination.days} />
          <RecentProblems destination={destination} now={now} timeZone={timeZone} />
        </div>
        <SettingsSummary destination={destination} isAdmin={role === "admin"} now={now} timeZone={timeZone} />
      </div>
    </>
  );
}
