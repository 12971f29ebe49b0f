import { expect, it } from "vitest";
import { clientAddress } from "#features/people/client-address.ts";

const from = (value?: string) => clientAddress(new Headers(value ? { "x-forwarded-for": value } : {}));

it("believes only what the nearest machine wrote", () => {
  expect(from("203.0.113.9, 192.0.2.7")).toBe("192.0.2.7");
});

it("takes a household's IPv6 network as one address", () => {
  expect(from("2001:db8:1:2:aaaa::1")).toBe(from("2001:db8:1:2:bbbb:cccc::2"));
  expect(from("2001:db8:1:2::1")).not.toBe(from("2001:db8:1:3::1"));
  expect(from("::ffff:192.0.2.7")).toBe("192.0.2.7");
});

it("counts everybody it cannot tell apart together", () => {
  expect(from()).toBe("unknown");
  expect(from("not an address")).toBe("unknown");
});
