import { setMaxListeners } from "node:events";
import Keyv from "keyv";
import type { Call } from "../../src/domain/call";
import { LiveError } from "../../src/domain/error";
import type { PortName, Provider } from "../../src/domain/provider";
import type { Room } from "../../src/domain/room";
import type { Sandbox } from "../../src/sandbox";
import { createMemoryTokens } from "../../src/store/memory-tokens";
import { createMemoryRecords } from "../../src/store/memory";
import { createTestClock, type TestClock } from "../support/clock";
import { countTokenCalls, takeUpstream, type Upstream } from "../support/upstream";
import { expectDiscreet } from "./discretion";
import type { StartedSubject, Subject } from "./subject";
import { createProviderDependencies } from "../support/provider-dependencies";

/** One account connected to its simulator, with nothing of ours in between. New for every test. */
export interface Rig {
  readonly provider: Provider;
  readonly sandbox: Sandbox;
  readonly clock: TestClock;
  readonly call: Call;
  /** A port that the provider must have. */
  port<Name extends PortName>(name: Name): NonNullable<Provider[Name]>;
  /** Another connection of the same account, with other settings where they are given. */
  connect(settings?: Readonly<Record<string, string>>): Promise<Provider>;
  /** The provider's requests since the last look, without those for tokens. */
  upstream(): readonly Upstream[];
  tokenCalls(): number;
  /** The error that the work must end with, which gives nothing away. */
  failure(work: Promise<unknown>): Promise<LiveError>;
}

export function useRig(subject: Subject): Rig {
  const clock = createTestClock();
  const call = { signal: new AbortController().signal, requestId: "conformance-1" };
  setMaxListeners(0, call.signal);
  let started: StartedSubject;
  let provider: Provider;
  let connected: Provider[] = [];
  let tokens = new Map<string, unknown>();
  let ledger = createMemoryRecords();

  beforeAll(async () => {
    started = await subject.start(clock);
  });
  beforeEach(async () => {
    clock.reset();
    started.sandbox.reset();
    tokens = new Map();
    ledger = createMemoryRecords();
    provider = await connect();
  });
  afterEach(async () => {
    await Promise.all(connected.map((each) => each.close()));
    connected = [];
  });
  afterAll(() => started.sandbox.close());

  async function connect(settings: Readonly<Record<string, string>> = {}): Promise<Provider> {
    const reading = subject.module.read({ ...started.settings, ...settings });
    if (!reading.ok) throw new Error(`the settings are not right: ${JSON.stringify(reading.problems)}`);
    const another = await reading.account.connect(
      createProviderDependencies({ clock, tokens: createMemoryTokens(createStore(tokens), clock), ledger }),
    );
    connected.push(another);
    return another;
  }

  return {
    get provider() {
      return provider;
    },
    get sandbox() {
      return started.sandbox;
    },
    clock,
    call,
    port(name) {
      const port = provider[name];
      if (!port) throw new Error(`${subject.provider} has no port ${name}`);
      return port;
    },
    connect,
    upstream: () => takeUpstream(started.sandbox),
    tokenCalls: () => countTokenCalls(started.sandbox),
    async failure(work) {
      const error: unknown = await work.then(
        () => new Error("it succeeded"),
        (reason: unknown) => reason,
      );
      if (!(error instanceof LiveError)) throw error;
      const { url, port } = started.sandbox;
      const kept = [...tokens.values()].flatMap((record) => [...textsIn(record)]);
      expectDiscreet(error, [...started.secrets, ...kept, url, `127.0.0.1:${port}`]);
      return error;
    },
  };
}

function createStore(records: Map<string, unknown>): Keyv {
  return new Keyv({ store: records, serialize: undefined, deserialize: undefined });
}

/** Texts long enough to be a token, anywhere in a stored record. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string" && value.length > 20) yield value;
  if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) yield* textsIn(inner);
}

/** The whole list of rooms, part after part, with whatever comes twice left in. */
export async function readWholeList(provider: Provider, call: Call): Promise<{ rooms: Room[]; parts: number }> {
  const rooms: Room[] = [];
  const positions: (string | null)[] = [null];
  for (let at = 0; at < positions.length; at += 1) {
    const part = await provider.roomList.listRooms(positions[at] as string | null, call);
    rooms.push(...part.rooms);
    for (const position of part.ahead) if (!positions.includes(position)) positions.push(position);
  }
  return { rooms, parts: positions.length };
}
