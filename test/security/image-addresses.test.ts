import type { LookupAddress } from "node:dns";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { createGuardedFetch, GuardRefusal, type GuardOptions } from "../../src/upstream/guarded-fetch";
import { isPublicAddress } from "../../src/upstream/public-address";

const never = new AbortController().signal;

/** Why an address was refused, under everything that was wrapped around it. */
async function refusalOf(address: string, options: Partial<GuardOptions> = {}): Promise<string> {
  const guarded = createGuardedFetch({ trustedOrigins: [], largestBody: 1000, timeout: 2000, ...options });
  try {
    await guarded.fetch(address, never);
    return "fetched";
  } catch (error) {
    if (!(error instanceof GuardRefusal)) throw error;
    let inner: Error = error;
    while (inner.cause instanceof Error) inner = inner.cause;
    return inner.message;
  } finally {
    await guarded.close();
  }
}

/** Every way to write an IPv4 address that a browser understands. */
function spellings(address: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
  const number = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const hex = (part: number) => `0x${part.toString(16)}`;
  const octal = (part: number) => `0${part.toString(8)}`;
  const circled = (text: string) =>
    text.replace(/\d/g, (digit) => (digit === "0" ? "⓪" : String.fromCodePoint(0x2460 + Number(digit) - 1)));
  const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  const pair = (high: number, low: number) => (high * 256 + low).toString(16);
  return [
    address,
    `${address}.`,
    String(number),
    hex(number),
    octal(number),
    `${a}.${b * 65536 + c * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    [a, b, c, d].map(hex).join("."),
    [a, b, c, d].map(octal).join("."),
    `${hex(a)}.${octal(b)}.${c}.${d}`,
    circled(address),
    wide(address),
    address.replaceAll(".", "。"),
    address.replaceAll(".", "%2E"),
    `[::ffff:${address}]`,
    `[::ffff:${pair(a, b)}:${pair(c, d)}]`,
    `[0:0:0:0:0:ffff:${address}]`,
    `[::${address}]`,
    `[64:ff9b::${address}]`,
    `[2002:${pair(a, b)}:${pair(c, d)}::]`,
  ];
}

const insides = [
  "127.0.0.1",
  "10.0.0.5",
  "172.16.31.7",
  "192.168.1.1",
  "169.254.169.254",
  "100.100.100.200",
  "0.0.0.0",
  "100.64.0.1",
  "198.18.0.9",
  "224.0.0.1",
  "255.255.255.255",
];
const others = [
  "[::1]",
  "[::]",
  "[fe80::1]",
  "[fc00::1]",
  "[fd00:ec2::254]",
  "[ff02::1]",
  "[2001:db8::1]",
  "[2001::1]",
  "[fec0::1]",
  "[100::1]",
  "[64:ff9b:1::a00:1]",
];
const hosts = [...insides.flatMap(spellings), ...others];

test(`none of ${hosts.length} ways to write an address of the inside is connected to`, async () => {
  expect(hosts.length).toBeGreaterThan(200);
  for (const host of hosts) expect([host, await refusalOf(`https://${host}/`)]).toEqual([host, "not a public address"]);
});

test.each([
  ["http://shop.example/", "not https on its usual port"],
  ["https://shop.example:8443/", "not https on its usual port"],
  ["ftp://shop.example/", "not https on its usual port"],
  ["file:///etc/passwd", "not https on its usual port"],
  ["gopher://127.0.0.1/", "not https on its usual port"],
  ["data:image/png;base64,AAAA", "not https on its usual port"],
  ["https://shop.example@127.0.0.1/", "a user in the address"],
  ["https://:secret@shop.example/", "a user in the address"],
  ["//127.0.0.1/", "no address"],
  ["", "no address"],
])("%s is refused: %s", async (address, reason) => expect(await refusalOf(address)).toBe(reason));

const at = (...addresses: string[]) =>
  addresses.map((address): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 }));

test.each([
  [at("127.0.0.1")],
  [at("10.1.2.3")],
  [at("::1")],
  [at("::ffff:127.0.0.1")],
  // One good address does not make up for another.
  [at("93.184.216.34", "127.0.0.1")],
  [[]],
])("a name that stands for %j is refused", async (addresses) => {
  expect(await refusalOf("https://image.shop.example/", { resolveName: () => Promise.resolve(addresses) })).toBe(
    "not a public address",
  );
});

test("a name is looked up once, and what was checked is what is connected to", async () => {
  let lookups = 0;
  const resolveName = () => {
    lookups += 1;
    // Looked up again after the check, the name would have passed.
    return Promise.resolve(lookups === 1 ? at("127.0.0.1") : at("93.184.216.34"));
  };
  expect(await refusalOf("https://image.shop.example/", { resolveName })).toBe("not a public address");
  expect(lookups).toBe(1);
});

test("public addresses are public", () => {
  for (const address of [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.0.1",
    "172.32.0.1",
    "192.167.1.1",
    "223.5.5.5",
    "2400:3200::1",
    "2606:4700::1111",
    "::ffff:8.8.8.8",
  ]) {
    expect([address, isPublicAddress(address)]).toEqual([address, true]);
  }
});

test("of all IPv4 addresses, the inside ones are known by their numbers", () => {
  const byte = fc.nat(255);
  fc.assert(
    fc.property(byte, byte, byte, byte, (a, b, c, d) => {
      const isInside =
        [0, 10, 127].includes(a) ||
        a >= 224 ||
        (a === 100 && b >= 64 && b < 128) ||
        (a === 169 && b === 254) ||
        (a === 172 && b >= 16 && b < 32) ||
        (a === 192 && b === 168) ||
        (a === 192 && b === 0 && (c === 0 || c === 2)) ||
        (a === 192 && b === 88 && c === 99) ||
        (a === 198 && (b === 18 || b === 19)) ||
        (a === 198 && b === 51 && c === 100) ||
        (a === 203 && b === 0 && c === 113);
      const address = [a, b, c, d].join(".");
      expect([address, isPublicAddress(address)]).toEqual([address, !isInside]);
      expect(isPublicAddress(`::ffff:${address}`)).toBe(!isInside);
    }),
    { numRuns: 3000 },
  );
});

describe("what a trusted server of one's own answers", () => {
  let server: Server;
  let canary: Server;
  let origin = "";
  let hits = 0;
  let path: (url: string) => { status: number; location?: string; endless?: boolean } = () => ({ status: 200 });

  beforeAll(async () => {
    canary = createServer((_request, response) => {
      hits += 1;
      response.end("secret");
    });
    server = createServer((request, response) => {
      const { status, location, endless } = path(request.url ?? "/");
      response.writeHead(status, location === undefined ? {} : { location });
      if (!endless) return void response.end("image");
      const more = () => {
        while (response.writable && response.write("x".repeat(10_000)));
        response.once("drain", more);
      };
      more();
    });
    for (const each of [server, canary]) await new Promise<void>((resolve) => each.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    for (const each of [server, canary]) {
      each.closeAllConnections();
      await new Promise((resolve) => each.close(resolve));
    }
  });

  test.each([
    () => `http://127.0.0.1:${(canary.address() as AddressInfo).port}/`,
    () => `http://localhost:${(canary.address() as AddressInfo).port}/`,
    () => "https://127.0.0.1/",
    () => "https://0x7f000001/",
    () => "//127.1/",
    () => "file:///etc/passwd",
  ])("%# a redirect leads nowhere that the address itself could not", async (target) => {
    path = () => ({ status: 302, location: target() });
    expect(await refusalOf(`${origin}/`, { trustedOrigins: [origin] })).not.toBe("fetched");
    expect(hits).toBe(0);
  });

  test("redirects come to an end", async () => {
    let visits = 0;
    path = () => ({ status: 302, location: `/${(visits += 1)}` });
    expect(await refusalOf(`${origin}/`, { trustedOrigins: [origin] })).toBe("too many redirects");
    expect(visits).toBe(4);
  });

  test("a body without an end is left at the limit", async () => {
    path = () => ({ status: 200, endless: true });
    expect(await refusalOf(`${origin}/`, { trustedOrigins: [origin] })).toBe("too large");
  });
});
