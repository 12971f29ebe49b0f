import { describe, expect, it } from "vitest";
import { parseNetworks, refuseAddress } from "#connectors/address-guard.ts";

const https = new URL("https://crm.example/");
const http = new URL("http://crm.example/");

describe("refuseAddress", () => {
  it.each([
    ["this network", "0.0.0.0"],
    ["this network, any host", "0.1.2.3"],
    ["loopback", "127.0.0.1"],
    ["loopback, any host", "127.1.2.3"],
    ["private", "10.0.0.1"],
    ["private", "172.16.0.1"],
    ["private", "192.168.1.1"],
    ["carrier NAT", "100.64.0.1"],
    ["link-local", "169.254.1.1"],
    ["metadata", "169.254.169.254"],
    ["Azure's wire server, a public address", "168.63.129.16"],
    ["benchmarking", "198.18.0.1"],
    ["documentation", "203.0.113.1"],
    ["multicast", "224.0.0.1"],
    ["reserved", "240.0.0.1"],
    ["broadcast", "255.255.255.255"],
    ["IPv6 unspecified", "::"],
    ["IPv6 loopback", "::1"],
    ["IPv6 link-local", "fe80::1"],
    ["IPv6 link-local with a zone", "fe80::1%eth0"],
    ["unique local", "fd12:3456::1"],
    ["site-local", "fec0::1"],
    ["IPv6 multicast", "ff02::1"],
    ["IPv6 documentation", "2001:db8::1"],
    ["Teredo", "2001:0:1::1"],
    ["IPv4-mapped loopback", "::ffff:127.0.0.1"],
    ["IPv4-mapped metadata", "::ffff:a9fe:a9fe"],
    ["IPv4-compatible private", "::10.0.0.1"],
    ["IPv4-translated private", "::ffff:0:10.0.0.1"],
    ["NAT64 of loopback", "64:ff9b::7f00:1"],
    ["NAT64 of metadata", "64:ff9b::169.254.169.254"],
    ["local NAT64", "64:ff9b:1::1"],
    ["6to4 of private", "2002:a00:1::1"],
    ["not global unicast", "4000::1"],
  ])("refuses %s (%s)", (_what, address) => {
    expect(refuseAddress(address, https, [])).toBe("private_address");
  });

  it.each(["93.184.215.14", "2606:4700::1111", "::ffff:93.184.215.14", "64:ff9b::93.184.215.14", "2002:5db8:d70e::1"])(
    "lets https reach %s",
    (address) => {
      expect(refuseAddress(address, https, [])).toBeNull();
    },
  );

  it("lets public addresses be reached by https on 443 and 8443 only, whatever the operator allowed", () => {
    const everything = parseNetworks(["0.0.0.0/0"]);
    expect(refuseAddress("93.184.215.14", http, everything)).toBe("not_https");
    expect(refuseAddress("93.184.215.14", new URL("https://x:8443/"), [])).toBeNull();
    for (const port of [22, 80, 444, 5432]) {
      expect(refuseAddress("93.184.215.14", new URL(`https://x:${port}/`), everything)).toBe("port");
    }
  });

  it("lets allowed private networks be reached on any port and by http", () => {
    const allowed = parseNetworks(["10.1.0.0/16", "fd12::/16", "127.0.0.1", "::1"]);
    for (const address of ["10.1.255.1", "fd12::5", "127.0.0.1", "::1", "::ffff:10.1.0.1"]) {
      expect(refuseAddress(address, new URL("http://x:8069/"), allowed)).toBeNull();
    }
    expect(refuseAddress("10.2.0.1", https, allowed)).toBe("private_address");
  });

  it.each(["169.254.169.254", "169.254.170.2", "fd00:ec2::254", "100.100.100.200", "192.0.0.192", "fd20:ce::254"])(
    "never lets the metadata address %s be reached",
    (address) => {
      expect(refuseAddress(address, http, parseNetworks(["0.0.0.0/0", "::/0"]))).toBe("private_address");
    },
  );
});

describe("parseNetworks", () => {
  it.each(["10.0.0.0/33", "intranet", "10.0.0"])("refuses %s with a sentence", (range) => {
    expect(() => parseNetworks([range])).toThrow(/is not a network; write it like 10\.1\.0\.0\/16/);
  });
});
