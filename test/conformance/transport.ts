import type { ErrorKind } from "../../src/domain/error";
import type { CreateRoom } from "../../src/domain/room";
import { until } from "../support/until";
import { readWholeList, type Rig } from "./rig";

interface Operation {
  readonly path: string;
  readonly operation: string;
}

export interface TransportExpectations {
  /** One part of the list of rooms, which needs a token. */
  readonly read: Operation;
  /** Creating a room: a second call would make a second room. */
  readonly write: Operation;
  readonly token: Operation;
  /** The code that says of a token that it is not good. */
  readonly refusedToken: number;
  /** Makes the provider refuse the token in use, which looks good from here. */
  spoilToken(rig: Rig): Promise<void>;
  readonly wrongSecret: Readonly<Record<string, string>>;
}

interface Fault {
  readonly fault: string;
  /** How often a read is sent before it is given up. */
  readonly reads: number;
  readonly value?: number;
  readonly kind: ErrorKind;
  readonly providerCode?: string;
}

/** What may go wrong on the way, and what it is called here. After each of them nobody knows what the provider did. */
const faults: readonly Fault[] = [
  { fault: "reset", reads: 3, kind: "PROVIDER_UNAVAILABLE" },
  { fault: "reset-mid-body", reads: 2, kind: "PROVIDER_PROTOCOL_ERROR" },
  { fault: "commit-then-reset", reads: 3, kind: "PROVIDER_UNAVAILABLE" },
  { fault: "status", reads: 3, value: 500, kind: "PROVIDER_UNAVAILABLE", providerCode: "HTTP 500" },
  { fault: "status", reads: 3, value: 502, kind: "PROVIDER_UNAVAILABLE", providerCode: "HTTP 502" },
  { fault: "html", reads: 2, kind: "PROVIDER_PROTOCOL_ERROR" },
  { fault: "malformed", reads: 2, kind: "PROVIDER_PROTOCOL_ERROR" },
];

export function describeTransport(rig: Rig, expected: TransportExpectations, creation: CreateRoom): void {
  const { read, write, token } = expected;
  const list = (provider = rig.provider) => provider.roomList.listRooms(null, rig.call);
  const create = () => rig.port("roomCreate").prepareRoom(creation).create(rig.call);
  const callsTo = (path: string) => rig.sandbox.calls().filter((call) => call.path === path).length;
  const where = ({ operation }: Operation) => {
    const { key, provider } = rig.provider.account;
    return { provider, account: key, operation };
  };

  describe("transport", () => {
    describe.each(faults)("$fault $value", ({ fault, reads, value, kind, providerCode }) => {
      const strike = (path: string, times?: number) =>
        rig.sandbox.fault({ path, kind: fault, ...(value ? { value } : {}), ...(times ? { times } : {}) });
      const code = providerCode === undefined ? {} : { providerCode };

      test("in a read is a fault that may pass", async () => {
        strike(read.path);
        expect(await rig.failure(list())).toMatchObject({
          kind,
          details: { ...where(read), ...code, retryable: true },
        });
        expect(callsTo(read.path)).toBe(reads);
      });

      test("once, in a read, is not noticed", async () => {
        strike(read.path, 1);
        await expect(list()).resolves.toBeDefined();
        expect(callsTo(read.path)).toBe(2);
      });

      test("in a write leaves open what was done, and is not followed by a second call", async () => {
        strike(write.path);
        expect(await rig.failure(create())).toMatchObject({
          kind,
          details: { ...where(write), ...code, retryable: true, ambiguous: true },
        });
        expect(callsTo(write.path)).toBe(1);
      });

      test("in asking for a token means that nothing else was asked", async () => {
        strike(token.path);
        expect(await rig.failure(list())).toMatchObject({
          kind,
          details: { ...where(token), ...code, retryable: true, ambiguous: false },
        });
        expect(callsTo(read.path)).toBe(0);

        rig.sandbox.clearFaults();
        await expect(list()).resolves.toBeDefined();
      });
    });

    test("the work is done although its answer was lost", async () => {
      const before = (await readWholeList(rig.provider, rig.call)).rooms.length;
      rig.sandbox.fault({ path: write.path, kind: "commit-then-reset" });
      await rig.failure(create());
      expect((await readWholeList(rig.provider, rig.call)).rooms).toHaveLength(before + 1);
    });

    test("a call that nobody waits for any more ends", async () => {
      await list();
      rig.upstream();
      rig.sandbox.fault({ path: read.path, kind: "hang" });
      const caller = new AbortController();
      const failure = rig.failure(rig.provider.roomList.listRooms(null, { ...rig.call, signal: caller.signal }));
      await until(() => callsTo(read.path) === 1);
      caller.abort();
      expect(await failure).toMatchObject({
        kind: "PROVIDER_TIMEOUT",
        details: { ...where(read), ambiguous: true, retryable: true },
      });
    });

    test("where nobody listens, nothing was done", async () => {
      const provider = await rig.connect({ baseUrl: await addressOfNobody() });
      const { roomCreate } = provider;
      for (const work of [() => list(provider), async () => roomCreate?.prepareRoom(creation).create(rig.call)]) {
        expect(await rig.failure(work())).toMatchObject({
          kind: "PROVIDER_UNAVAILABLE",
          details: { ambiguous: false, retryable: true },
        });
      }
    });
  });

  describe("tokens", () => {
    test("fifty who want the same at once cost one token and one call", async () => {
      await Promise.all(Array.from({ length: 50 }, () => list()));
      expect(rig.tokenCalls()).toBe(1);
      expect(callsTo(read.path)).toBe(1);
    });

    test("a second connection of the account takes the token that is there", async () => {
      await list();
      await list(await rig.connect());
      expect(rig.tokenCalls()).toBe(1);
    });

    test("a refused token is replaced, and the call repeated, once", async () => {
      await list();
      rig.sandbox.clearCalls();
      await expected.spoilToken(rig);
      await list();
      expect(rig.sandbox.calls().map(({ path }) => path)).toEqual([read.path, token.path, read.path]);
    });

    test("fifty who are refused at once cost one new token, and all are answered", async () => {
      await list();
      await expected.spoilToken(rig);
      rig.sandbox.clearCalls();
      await Promise.all(Array.from({ length: 50 }, () => list()));
      expect(rig.tokenCalls()).toBe(1);
      expect(callsTo(read.path)).toBe(2);
    });

    test("tokens that are refused again and again are the account's fault", async () => {
      rig.sandbox.fault({ path: read.path, kind: "errcode", value: expected.refusedToken });
      expect(await rig.failure(list())).toMatchObject({
        kind: "PROVIDER_CREDENTIALS_REJECTED",
        details: { ...where(read), providerCode: String(expected.refusedToken) },
      });
      expect(callsTo(read.path)).toBe(2);
      expect(rig.tokenCalls()).toBe(2);
    });

    test("a wrong secret is the account's fault, and is not tried again", async () => {
      const error = await rig.failure(list(await rig.connect(expected.wrongSecret)));
      expect(error).toMatchObject({ kind: "PROVIDER_CREDENTIALS_REJECTED", details: where(token) });
      expect(error.details.retryable).not.toBe(true);
      expect(rig.sandbox.calls()).toHaveLength(1);
    });
  });
}

/** An address at which something listened until a moment ago. */
async function addressOfNobody(): Promise<string> {
  const { createServer } = await import("node:net");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 1}`;
}
