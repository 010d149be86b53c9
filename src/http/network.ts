import { isIPv6 } from "node:net";

/**
 * From where somebody comes, as far as they are counted: an IPv4 address, or the 64 bits of an IPv6 address that stand for
 * one line. Whoever has a line has all the addresses behind them.
 */
export function networkOf(address: string): string {
  const [plain = ""] = address.split("%");
  if (!isIPv6(plain)) return plain;
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain) ?? [];
  if (mapped !== undefined) return mapped;
  const [head = "", tail] = plain
    .toLowerCase()
    .replace(/:\d+\.\d+\.\d+\.\d+$/, ":0:0")
    .split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const all = [...groups, ...Array.from({ length: 8 - groups.length - after.length }, () => "0"), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
