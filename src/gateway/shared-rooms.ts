import { createHash, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import type { Announcements } from "../domain/announcements";
import type { Clock } from "../domain/clock";
import type { Leases } from "../domain/lease";
import type { Room } from "../domain/room";
import type { SharedCache } from "../domain/shared-cache";
import { keepIdentity } from "./freeze";
import { fromPlainText, toPlainText } from "./plain-text";

/** A reading of the whole list, by whichever replica. */
export interface SharedReading {
  readonly rooms: Rooms;
  readonly fetchedAt: Date;
}

/** How the replicas read an account's list of rooms once for all of them. */
export interface SharedRooms {
  /** A reading that is fresh enough, or else one that this or another replica makes now. */
  readOnce(request: ReadOnce): Promise<SharedReading>;
  /** The last reading, whoever made it and however old, and whether a write has been told of since; null: there is none. */
  readOld(): Promise<(SharedReading & { readonly isDropped: boolean }) | null>;
  announceDrop(): Promise<void>;
  /** Calls back when another replica has announced a drop. */
  onDrop(hear: () => void): () => void;
}

export interface ReadOnce {
  /** False: only a reading of our own will do. */
  readonly isFresh: ((fetchedAt: number) => boolean) | false;
  /** Reads the list from the provider. */
  readonly read: () => Promise<Rooms>;
  /** The rooms as they were known; those that are still so stay the same objects. */
  readonly before: Rooms | undefined;
  readonly waitSeconds: number;
}

/** By native id. */
type Rooms = ReadonlyMap<string, Room>;

export interface SharedRoomsOptions {
  readonly accountKey: string;
  readonly cache: SharedCache;
  readonly leases: Leases;
  readonly announcements: Announcements;
  readonly clock: Clock;
  /** How long a reading is kept, in milliseconds. */
  readonly life: number;
}

/**
 * The list lies in the cache in buckets of some fifty rooms, chosen by id, so that a room that changes costs one bucket
 * and not the list. This names the buckets by what is in them.
 */
interface Contents {
  readonly digests: readonly string[];
  readonly fetchedAt: number;
  /** The last drop that was known when the reading began. */
  readonly drop: string;
}

interface Bucket {
  readonly digest: string;
  readonly rooms: readonly Room[];
  readonly writtenAt: number;
}

/** Changes with the form of what is kept: replicas of another version pass over it. */
const FORM = "1";
const ROOMS_IN_A_BUCKET = 50;
const BUCKETS_AT_ONCE = 8;
/** A reading that takes longer may be made twice, which is better than that nobody makes it when its reader has died. */
const LEASE_SECONDS = 5;
const LOOK_AGAIN_AFTER = 40;

const compress = promisify(deflateRaw);
const expand = promisify(inflateRaw);

export function createSharedRooms({
  accountKey,
  cache,
  leases,
  announcements,
  clock,
  life,
}: SharedRoomsOptions): SharedRooms {
  const prefix = `rooms:${FORM}:${accountKey}`;
  const topic = `rooms:${accountKey}`;
  const self = randomUUID();
  /** The buckets as this replica last wrote or read them. */
  let known: readonly Bucket[] = [];

  async function look(): Promise<{ contents: Contents | null; drop: string }> {
    const [contents, drop] = await cache.getMany<unknown>([`${prefix}:contents`, `${prefix}:drop`]);
    return { contents: (contents as Contents | undefined) ?? null, drop: typeof drop === "string" ? drop : "" };
  }

  async function load({ digests, fetchedAt }: Contents, before?: Rooms): Promise<SharedReading | null> {
    const buckets: (Bucket | undefined)[] = digests.map((digest, at) => {
      const bucket = known[at];
      return known.length === digests.length && bucket?.digest === digest ? bucket : undefined;
    });
    const missing = digests.flatMap((_, at) => (buckets[at] ? [] : [at]));
    for (let start = 0; start < missing.length; start += BUCKETS_AT_ONCE) {
      const now = missing.slice(start, start + BUCKETS_AT_ONCE);
      const texts = await cache.getMany<string>(now.map((at) => bucketKey(at, digests.length)));
      for (const [index, at] of now.entries()) {
        const bucket = await readBucket(texts[index], digests[at] as string, fetchedAt, before);
        // Written anew meanwhile, or forgotten.
        if (!bucket) return null;
        buckets[at] = bucket;
      }
    }
    known = buckets as Bucket[];
    return { rooms: toMap(known), fetchedAt: new Date(fetchedAt) };
  }

  async function publish(rooms: Rooms, drop: string, fetchedAt: number): Promise<void> {
    const now = clock.now();
    const parts = divide([...rooms.values()]);
    const buckets: Bucket[] = [];
    for (const [at, part] of parts.entries()) {
      const before = known.length === parts.length ? known[at] : undefined;
      const isUnchanged =
        before && before.rooms.length === part.length && part.every((room, index) => room === before.rooms[index]);
      if (isUnchanged && now - before.writtenAt < life / 2) {
        buckets.push(before);
        continue;
      }
      const text = toPlainText(part);
      const digest = digestOf(text);
      const packed = (await compress(text)).toString("base64");
      await cache.set(bucketKey(at, parts.length), packed, life);
      buckets.push({ digest, rooms: part, writtenAt: now });
    }
    known = buckets;
    const contents: Contents = { digests: buckets.map(({ digest }) => digest), fetchedAt, drop };
    await cache.set(`${prefix}:contents`, contents, life);
  }

  function bucketKey(at: number, count: number): string {
    return `${prefix}:${count}:${at}`;
  }

  async function adopt({ isFresh, before }: ReadOnce): Promise<{ reading: SharedReading | null; drop: string }> {
    const { contents, drop } = await look();
    const fits = contents && isFresh && contents.drop === drop && isFresh(contents.fetchedAt);
    return { reading: fits ? await load(contents, before) : null, drop };
  }

  async function readAlone(read: ReadOnce["read"], drop: string): Promise<SharedReading> {
    const rooms = await read();
    const fetchedAt = clock.now();
    await publish(rooms, drop, fetchedAt);
    return { rooms, fetchedAt: new Date(fetchedAt) };
  }

  return {
    async readOnce(request) {
      const { read, waitSeconds } = request;
      const first = await adopt(request);
      if (first.reading) return first.reading;
      if (!request.isFresh) return readAlone(read, first.drop);
      for (const end = Date.now() + waitSeconds * 1000; Date.now() < end; await wait(LOOK_AGAIN_AFTER)) {
        const lease = await leases.take(prefix, LEASE_SECONDS).catch(() => noLease);
        const { reading, drop } = await adopt(request);
        try {
          if (reading) return reading;
          if (lease) return await readAlone(read, drop);
        } finally {
          await lease?.release().catch(() => undefined);
        }
      }
      return readAlone(read, first.drop);
    },
    async readOld() {
      const { contents, drop } = await look();
      const reading = contents && (await load(contents));
      return reading && { ...reading, isDropped: contents.drop !== drop };
    },
    async announceDrop() {
      await cache.set(`${prefix}:drop`, randomUUID(), life);
      await announcements.announce(topic, self);
    },
    onDrop: (hear) =>
      announcements.listen(topic, (speaker) => {
        if (speaker !== self) hear();
      }),
  };
}

/** Where leases cannot be had, everybody reads. */
const noLease = { fence: 0, release: () => Promise.resolve() };

async function readBucket(
  packed: string | undefined,
  digest: string,
  writtenAt: number,
  before: Rooms | undefined,
): Promise<Bucket | null> {
  if (packed === undefined) return null;
  try {
    const text = (await expand(Buffer.from(packed, "base64"))).toString();
    if (digestOf(text) !== digest) return null;
    const rooms = fromPlainText(text) as Room[];
    return { digest, rooms: rooms.map((room) => keepIdentity(before?.get(room.nativeId), room)), writtenAt };
  } catch {
    return null;
  }
}

/** Always the same bucket for the same room, as long as their number stays the same. */
function divide(rooms: readonly Room[]): Room[][] {
  let count = 1;
  while (count * ROOMS_IN_A_BUCKET < rooms.length) count *= 2;
  const parts = Array.from({ length: count }, (): Room[] => []);
  for (const room of rooms) {
    let sum = 0;
    for (const character of room.nativeId) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
    parts[sum % count]?.push(room);
  }
  for (const part of parts) part.sort((a, b) => (a.nativeId < b.nativeId ? -1 : 1));
  return parts;
}

function toMap(buckets: readonly Bucket[]): Rooms {
  return new Map(buckets.flatMap(({ rooms }) => rooms.map((room) => [room.nativeId, room] as const)));
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
