import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import type { HttpFailure } from "#connectors/connector.ts";

type Address = ReturnType<typeof ipaddr.parse>;
export type Network = ReturnType<typeof ipaddr.parseCIDR>;

/**
 * Why no connection may be made to this address, or null. Asked for every address at the moment of dialling, so a name
 * that resolves differently the second time gains nothing.
 *
 * Public addresses: https on 443 or 8443. Anything else (private, loopback, link-local, carrier NAT, reserved) only
 * inside the networks the operator allowed, there with any port and with http too. Metadata services never.
 */
export function refuseAddress(address: string, url: URL, allowedNetworks: Network[]): HttpFailure | null {
  const place = placeOf(address, allowedNetworks);
  if (place !== "public") return place === "allowed" ? null : "private_address";
  if (url.protocol !== "https:") return "not_https";
  return PUBLIC_PORTS.has(url.port) ? null : "port";
}

/** Where an address leads: to the public internet, into a network the operator allowed, or where nobody may go. */
export function placeOf(address: string, allowedNetworks: Network[]): "public" | "allowed" | "forbidden" {
  const reached = unwrap(ipaddr.parse(address));
  if (METADATA.some((network) => isInside(reached, network))) return "forbidden";
  if (isPublic(reached)) return "public";
  return allowedNetworks.some((network) => isInside(reached, network)) ? "allowed" : "forbidden";
}

/** Reads `BUZON_ALLOW_PRIVATE_NETWORKS`: "10.1.0.0/16" or a single address. Throws for anything else. */
export function parseNetworks(ranges: string[]): Network[] {
  return ranges.map((range) => {
    const [address = "", bits] = range.split("/");
    const version = isIP(address);
    const cidr = bits === undefined ? `${address}/${version === 4 ? 32 : 128}` : range;
    if (!version || !ipaddr.isValidCIDR(cidr))
      throw new Error(`"${range}" is not a network; write it like 10.1.0.0/16`);
    return ipaddr.parseCIDR(cidr);
  });
}

/** The default port is the empty text in a parsed URL. */
const PUBLIC_PORTS = new Set(["", "443", "8443"]);

/**
 * Services that hand credentials to whoever asks from inside a cloud machine: AWS, Azure, Google and most others share
 * 169.254.169.254; AWS container credentials and IPv6, Azure's wire server, Alibaba, Oracle, Google's IPv6.
 */
const METADATA = parseNetworks([
  "169.254.0.0/16",
  "fd00:ec2::/32",
  "168.63.129.16",
  "100.100.100.200",
  "192.0.0.192",
  "fd20:ce::254",
]);

/** The IPv4 address that an IPv6 address stands for, where a router or the kernel would translate it. */
function unwrap(address: Address): Address {
  if (!("parts" in address)) return address;
  if (address.range() === "loopback" || address.range() === "unspecified") return address;
  const [, second = 0, third = 0, , , , seventh = 0, eighth = 0] = address.parts;
  if (isInside(address, SIX_TO_FOUR)) return ipv4(second, third);
  return TRAILING_IPV4.some((network) => isInside(address, network)) ? ipv4(seventh, eighth) : address;
}

const SIX_TO_FOUR = ipaddr.parseCIDR("2002::/16");

/** IPv4-mapped, IPv4-compatible, IPv4-translated (RFC 6145) and NAT64's well-known prefix (RFC 6052). */
const TRAILING_IPV4 = parseNetworks(["::ffff:0:0/96", "::/96", "::ffff:0:0:0/96", "64:ff9b::/96"]);

function ipv4(high: number, low: number): Address {
  return new ipaddr.IPv4([high >> 8, high & 255, low >> 8, low & 255]);
}

/** Global unicast: for IPv6 that is 2000::/3 and nothing else (RFC 4291). */
function isPublic(address: Address): boolean {
  if (address.range() !== "unicast") return false;
  return address.kind() === "ipv4" || isInside(address, GLOBAL_UNICAST);
}

const GLOBAL_UNICAST = ipaddr.parseCIDR("2000::/3");

function isInside(address: Address, [network, bits]: Network): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}
