import { listDeliveries } from "#features/deliveries/list-deliveries.ts";
import type { Session } from "#features/people/session.ts";
import { DeliveryList } from "./delivery-list.tsx";
import { type DeliveryView, filterOf } from "./delivery-view.ts";
import { NoDeliveries } from "./no-deliveries.tsx";

/** The deliveries the view asks for, one by one. */
export async function ListedDeliveries({
  session,
  view,
  now,
  timeZone,
}: {
  session: Session;
  view: DeliveryView;
  now: Date;
  timeZone: string;
}) {
  const page = await listDeliveries(session, filterOf(view), { before: view.before });
  if (page.rows.length === 0) return <NoDeliveries session={session} view={view} now={now} />;
  return <DeliveryList view={view} page={page} now={now} timeZone={timeZone} />;
}
