import type { IncomingMessage } from "node:http";
import fc from "fast-check";
import { createAddressOf, isNetwork } from "../../src/http/caller-address";

const proxies = ["10.0.0.0/8", "192.0.2.9", "2001:db8::/32"];
const request = (remoteAddress: string | undefined, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  }) as unknown as IncomingMessage;

test.each([
  ["without a proxy, what the connection says", [], "203.0.113.7", "198.51.100.1", "203.0.113.7"],
  ["who is no proxy is not believed", proxies, "203.0.113.7", "198.51.100.1", "203.0.113.7"],
  ["a proxy is", proxies, "10.1.2.3", "198.51.100.1", "198.51.100.1"],
  ["also one that is connected to by IPv6", proxies, "::ffff:10.1.2.3", "198.51.100.1", "198.51.100.1"],
  ["what the caller wrote before is not", proxies, "10.1.2.3", "1.1.1.1, 198.51.100.1", "198.51.100.1"],
  ["not even where it looks like a proxy's", proxies, "10.1.2.3", "10.9.9.9, 198.51.100.1", "198.51.100.1"],
  ["proxies in a row", proxies, "10.1.2.3", "1.1.1.1, 198.51.100.1, 192.0.2.9,10.0.0.1", "198.51.100.1"],
  ["nothing but proxies", proxies, "10.1.2.3", "10.1.1.1, 10.0.0.1", "10.1.1.1"],
  ["a proxy that says nothing", proxies, "10.1.2.3", undefined, "10.1.2.3"],
  ["what is no address ends it", proxies, "10.1.2.3", "198.51.100.1, unknown, 10.0.0.1", "10.0.0.1"],
  ["a port", proxies, "10.1.2.3", "198.51.100.1:4711", "198.51.100.1"],
  ["IPv6 with a port", proxies, "2001:db8::1", "[2400:3200::1]:4711", "2400:3200::1"],
  ["a connection that is gone", proxies, undefined, "198.51.100.1", ""],
])("%s", (_what, trusted, remote, forwarded, expected) =>
  expect(createAddressOf(trusted)(request(remote, forwarded))).toBe(expected),
);

test("whatever is written there, it is an address that a proxy has seen or the proxy's own", () => {
  const addressOf = createAddressOf(proxies);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(addressOf(request("10.1.2.3", `${text}, 198.51.100.1`))).toBe("198.51.100.1");
    }),
  );
});

test.each(["", "10.0.0.0/33", "10.0.0.0/8/8", "10.0.0.0/", "10.0.0", "proxy", "2001:db8::/129", "10.0.0.0/-1"])(
  "%j is no network",
  (text) => expect(isNetwork(text)).toBe(false),
);
