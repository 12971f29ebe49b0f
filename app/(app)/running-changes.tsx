import { BulkProgress } from "#components/bulk/bulk-progress.tsx";
import { listRunning } from "#features/bulk/list-bulk-changes.ts";
import { listDestinationNames } from "#features/destinations/list-destination-names.ts";
import { listOwners } from "#features/leads/list-owners.ts";
import type { Session } from "#features/people/session.ts";

/** The bulk changes that this person has begun and that are still being done, wherever they have gone since. */
export async function RunningChanges({ session }: { session: Session }) {
  const changes = await listRunning(session);
  if (changes.length === 0) return null;
  const [people, destinations] = await Promise.all([listOwners(session), listDestinationNames(session)]);
  return (
    <div className="fixed right-4 bottom-14 z-40 flex flex-col gap-2 max-md:bottom-20">
      {changes.map((change) => (
        <BulkProgress key={change.id} change={change} people={people} destinations={destinations} />
      ))}
    </div>
  );
}
