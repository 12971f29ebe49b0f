import ipaddr from "ipaddr.js";

const IPV6_NETWORK_PARTS = 4;

/**
 * The network address that tries to sign in are counted by: an IPv4 address, or the /64 of an IPv6 address, which one
 * household has for itself. server.ts, or the one trusted proxy before it, writes the caller last into the header.
 */
export function clientAddress(headers: Pick<Headers, "get">): string {
  const caller = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  if (!ipaddr.isValid(caller)) return "unknown";
  const address = ipaddr.process(caller);
  if (address.kind() === "ipv4") return address.toString();
  return `${address.toNormalizedString().split(":").slice(0, IPV6_NETWORK_PARTS).join(":")}::/64`;
}
