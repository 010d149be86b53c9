import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** From where a request comes. */
export type AddressOf = (request: Pick<IncomingMessage, "headers" | "socket">) => string;

/** An address, or a network such as `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  return partsOf(text) !== null;
}

/**
 * Everybody can write what they like into `X-Forwarded-For`. It is believed as far as proxies of one's own have written it:
 * read from its end, up to the first address that is none of theirs.
 */
export function createAddressOf(trustedProxies: readonly string[]): AddressOf {
  if (trustedProxies.length === 0) return ({ socket }) => socket.remoteAddress ?? "";
  const proxies = new BlockList();
  for (const text of trustedProxies) {
    const { address, prefix, family } = partsOf(text) ?? { address: "", prefix: 0, family: "ipv4" };
    proxies.addSubnet(address, prefix, family);
  }
  const isProxy = (address: string) => proxies.check(address, familyOf(address));
  return ({ socket, headers }) => {
    let found = socket.remoteAddress ?? "";
    const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",").reverse();
    for (const entry of forwarded) {
      const address = plain(entry.trim());
      if (!isIP(found) || !isProxy(found) || !isIP(address)) break;
      found = address;
    }
    return found;
  };
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}

function partsOf(text: string) {
  const [address = "", given, more] = text.split("/");
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const prefix = given === undefined ? most : /^\d{1,3}$/.test(given) ? Number(given) : -1;
  if (more !== undefined || prefix < 0 || prefix > most) return null;
  return { address, prefix, family: familyOf(address) };
}

/** Some proxies add the port. */
function plain(entry: string): string {
  const [, bracketed] = /^\[([^\]]*)\](?::\d+)?$/.exec(entry) ?? [];
  if (bracketed !== undefined) return bracketed;
  return entry.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
}
