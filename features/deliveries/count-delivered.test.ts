import { expect, test } from "vitest";
import { useTestDatabase } from "#db/test-database.ts";
import { countDelivered } from "#features/deliveries/count-delivered.ts";
import { at, createForwarding, oweLead } from "#features/deliveries/forwarding.fixture.ts";

useTestDatabase();

test("counts what was delivered since then, in the reader's workspace only", async () => {
  const [mine, others] = [await createForwarding(), await createForwarding()];
  await oweLead(mine, {}, { state: "delivered", deliveredAt: at(-10) });
  await oweLead(mine, {}, { state: "delivered", deliveredAt: at(10) });
  await oweLead(mine, {}, { state: "failed" });
  await oweLead(others, {}, { state: "delivered", deliveredAt: at(10) });

  expect(await countDelivered(mine.session, at(0))).toBe(1);
});
