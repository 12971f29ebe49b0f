import { reconcileDeliveries } from "#features/deliveries/reconcile-deliveries.ts";
import { noteSecretExpiry } from "#features/notices/note-secret-expiry.ts";
import { log } from "#lib/log.ts";

const PERIOD_MS = 24 * 3600 * 1000;

/** Looks for leads that got lost on their way and for secrets that run out. */
export async function inspect(): Promise<void> {
  const found = await reconcileDeliveries(new Date(Date.now() - PERIOD_MS));
  if (found.missing + found.stranded > 0) log.error(found, "leads are not on their way to every destination");
  else log.debug(found, "every lead is on its way to every destination");
  await noteSecretExpiry();
}
