import type { Account, AccountHealth, ProviderName } from "../../src/domain/account";
import type { Call } from "../../src/domain/call";
import { LiveError } from "../../src/domain/error";
import { formatId } from "../../src/domain/id";
import type { OptionalPorts, Provider } from "../../src/domain/provider";
import type { Room, RoomListPart } from "../../src/domain/room";

/** A provider that is nothing but a list of rooms, which a test changes, breaks and counts the readings of. */
export interface FakeProvider extends Provider {
  /** What the provider knows. Replace it, or change it. */
  rooms: readonly Room[];
  /** Positions that were read, in order. */
  readonly readings: (string | null)[];
  /** What every reading ends with from now on; null: well. */
  failure: Error | null;
  /** What is told of how it is doing. */
  condition: AccountHealth;
  /** Holds every reading back until the returned function is called. */
  hold(): () => void;
}

export interface FakeOptions {
  readonly key?: string;
  readonly provider?: ProviderName;
  readonly rooms?: readonly Room[];
  /** How many rooms one part of the list holds. */
  readonly partSize?: number;
  readonly ports?: OptionalPorts;
}

export function createFakeProvider(options: FakeOptions = {}): FakeProvider {
  const { key = "shop", provider = "WECHAT", partSize = 100, ports = {} } = options;
  const account: Account = { id: formatId("account", key, key), key, name: `Account ${key}`, provider };
  let gate: Promise<void> = Promise.resolve();
  const fake: FakeProvider = {
    account,
    instead: {},
    close: () => Promise.resolve(),
    condition: { status: "UNKNOWN", checkedAt: null, lastError: null },
    health: () => fake.condition,
    quotas: () => Promise.resolve([]),
    ...ports,
    rooms: options.rooms ?? [],
    readings: [],
    failure: null,
    hold() {
      let open: () => void = () => undefined;
      gate = new Promise((resolve) => (open = resolve));
      return open;
    },
    roomList: {
      async listRooms(position: string | null, _call: Call): Promise<RoomListPart> {
        fake.readings.push(position);
        const { rooms, failure } = fake;
        await gate;
        if (failure) throw failure;
        const start = Number(position ?? 0);
        const next = start + partSize;
        return { rooms: rooms.slice(start, next), ahead: next < rooms.length ? [String(next)] : [] };
      },
    },
  };
  return fake;
}

export const outage = new LiveError("PROVIDER_UNAVAILABLE", { en: "It is down.", zh: "服务不可用。" });

/** A room with nothing remarkable, but for what is given. */
export function fakeRoom(key: string, nativeId: string, startsAt: number | null, facts: Partial<Room> = {}): Room {
  return {
    id: formatId("room", key, nativeId),
    accountKey: key,
    provider: "WECHAT",
    nativeId,
    title: `Room ${nativeId}`,
    notice: null,
    status: "SCHEDULED",
    nativeStatus: "102",
    startsAt: startsAt === null ? null : new Date(startsAt),
    endsAt: null,
    coverUrl: null,
    shareImageUrl: null,
    feedImageUrl: null,
    anchor: null,
    settings: {
      likes: null,
      goodsShelf: null,
      comments: null,
      replay: null,
      sharing: null,
      customerService: null,
      feedListed: null,
    },
    playback: null,
    goods: [],
    attributes: [],
    details: { kind: "WECHAT", pushStream: null, creatorOpenId: null },
    ...facts,
  };
}
