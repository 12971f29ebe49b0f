import { expect, test } from "vitest";
import { createDelivery, createLead } from "#db/factories.ts";
import type { deliveries } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { countDelivered } from "#features/deliveries/count-delivered.ts";
import { at, createForwarding, type Forwarding } from "#features/deliveries/forwarding.fixture.ts";

useTestDatabase();

test("counts what was delivered since then, in the reader's workspace only", async () => {
  const [mine, others] = [await createForwarding(), await createForwarding()];
  await owe(mine, { state: "delivered", deliveredAt: at(-10) });
  await owe(mine, { state: "delivered", deliveredAt: at(10) });
  await owe(mine, { state: "failed" });
  await owe(others, { state: "delivered", deliveredAt: at(10) });

  expect(await countDelivered(mine.session, at(0))).toBe(1);
});

async function owe({ workspaceId, destinationId }: Forwarding, given: Partial<typeof deliveries.$inferInsert>) {
  const { id: leadId } = await createLead(workspaceId);
  return createDelivery(workspaceId, { leadId, destinationId, ...given });
}
