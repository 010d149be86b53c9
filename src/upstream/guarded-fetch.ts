import { lookup as resolve, type LookupAddress } from "node:dns";
import { isIP } from "node:net";
import type { Readable } from "node:stream";
import request from "undici/lib/api/api-request";
import Agent from "undici/lib/dispatcher/agent";
import { isPublicAddress } from "./public-address";

/**
 * Fetches bytes from an address that somebody else chose, and from nowhere but the public internet: https on its usual
 * port, every address checked at the moment it is connected to, redirects followed by hand and checked alike.
 */
export interface GuardedFetch {
  /** The bytes; throws GuardRefusal, whose reason is for the log only. Further origins may be trusted for this once. */
  fetch(address: string, signal: AbortSignal, alsoTrusted?: readonly string[]): Promise<Buffer>;
  close(): Promise<void>;
}

/** One error for whatever was wrong with the address or what stood behind it, so that it tells nobody what is there. */
export class GuardRefusal extends Error {
  override readonly name = "GuardRefusal";
}

export interface GuardOptions {
  /** Origins (scheme, host, port) that are trusted although they are not public https: an image server of one's own. */
  readonly trustedOrigins: readonly string[];
  readonly largestBody: number;
  readonly timeout?: number;
  /** How many fetches may be under way; further ones wait. */
  readonly atOnce?: number;
  /** How names become addresses; the system's way unless a test says otherwise. */
  readonly resolveName?: ResolveName;
}

export type ResolveName = (name: string) => Promise<readonly LookupAddress[]>;

const MOST_REDIRECTS = 3;

export function createGuardedFetch(options: GuardOptions): GuardedFetch {
  const { trustedOrigins, largestBody, timeout = 5_000, atOnce = 4, resolveName = resolveBySystem } = options;
  const connect = { timeout: 2_000 };
  const publicOnly = new Agent({ connect: { ...connect, lookup: guardedLookup(resolveName) }, pipelining: 0 });
  const trusted = new Agent({ connect, pipelining: 0 });
  const slots = createSlots(atOnce);

  async function fetchOnce(url: URL, signal: AbortSignal, alsoTrusted: readonly string[]): Promise<Buffer | URL> {
    const isTrusted = trustedOrigins.includes(url.origin) || alsoTrusted.includes(url.origin);
    if (!isTrusted) checkUrl(url);
    const reply = await request.call(isTrusted ? trusted : publicOnly, {
      origin: url.origin,
      path: url.pathname + url.search,
      method: "GET",
      headers: { "accept-encoding": "identity", accept: "image/*" },
      signal,
    });
    if (reply.statusCode >= 300 && reply.statusCode < 400) {
      discard(reply.body);
      const { location } = reply.headers;
      if (typeof location !== "string") throw new GuardRefusal("a redirect to nowhere");
      return parseUrl(location, url);
    }
    if (reply.statusCode !== 200) {
      discard(reply.body);
      throw new GuardRefusal(`HTTP ${reply.statusCode}`);
    }
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of reply.body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > largestBody) {
        reply.body.destroy();
        throw new GuardRefusal("too large");
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  return {
    fetch: (address, signal, alsoTrusted = []) =>
      slots.use(async () => {
        const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
        try {
          let url = parseUrl(address);
          for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
            const result = await fetchOnce(url, deadline, alsoTrusted);
            if (!(result instanceof URL)) return result;
            url = result;
          }
          throw new GuardRefusal("too many redirects");
        } catch (error) {
          throw error instanceof GuardRefusal ? error : new GuardRefusal("it could not be fetched", { cause: error });
        }
      }),
    async close() {
      await Promise.all([publicOnly.destroy(), trusted.destroy()]);
    },
  };
}

/** A body that nobody reads tells its end as an error, and one that nobody listens to would end the process. */
function discard(body: Readable): void {
  body.on("error", () => undefined).destroy();
}

function parseUrl(address: string, base?: URL): URL {
  if (!URL.canParse(address, base)) throw new GuardRefusal("no address");
  return new URL(address, base);
}

function checkUrl(url: URL): void {
  if (url.protocol !== "https:" || url.port !== "") throw new GuardRefusal("not https on its usual port");
  if (url.username !== "" || url.password !== "") throw new GuardRefusal("a user in the address");
  // An address written as such is never looked up, so the guarded look-up alone would miss it.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new GuardRefusal("not a public address");
}

const resolveBySystem: ResolveName = (name) =>
  new Promise((done, fail) => {
    resolve(name, { all: true }, (error, addresses) => {
      if (error) fail(error);
      else done(addresses);
    });
  });

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Gives only public addresses, and those very ones are connected to: there is nothing to rebind in between. */
function guardedLookup(resolveName: ResolveName) {
  return (name: string, options: { all?: boolean }, callback: LookupCallback): void => {
    resolveName(name).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
          callback(new GuardRefusal("not a public address"), []);
        } else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error("no such name"), []),
    );
  };
}

/** Lets so many work at once; the others wait their turn. */
function createSlots(count: number) {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    async use<Result>(work: () => Promise<Result>): Promise<Result> {
      if (free > 0) free -= 1;
      else await new Promise<void>((turn) => waiting.push(turn));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    },
  };
}
