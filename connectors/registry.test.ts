import { expect, it } from "vitest";
import { connectors, getConnector } from "#connectors/registry.ts";

it("lists every connector under its own type", () => {
  for (const [type, connector] of Object.entries(connectors)) expect(connector.type).toBe(type);
});

it("knows no connector by a name that is not one", () => {
  expect(getConnector("dynamics")?.label).toBe("Dynamics 365");
  expect(getConnector("toString")).toBeNull();
  expect(getConnector("faxmachine")).toBeNull();
});
