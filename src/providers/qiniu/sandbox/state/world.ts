import type { SandboxClock } from "../../../../sandbox";
import type { QiniuModerationConfig } from "../../protocol/wire-administration";
import type { Callbacks } from "../callbacks";
import { createIdentifiers, type Identifiers } from "../identifiers";
import type { Settings } from "../settings";
import { collate } from "./collation";
import type { GiftConfig, GiftRecord, Item, Mic, Presence, Recording, Relay, Room, User, Visits } from "./entities";
import { createTable, type Table } from "./table";

/** Everything a deployment remembers. A reset makes a new one. */
export interface World {
  readonly settings: Settings;
  readonly clock: SandboxClock;
  readonly identifiers: Identifiers;
  readonly callbacks: Callbacks;
  readonly users: Table<User>;
  readonly rooms: Table<Room>;
  readonly presences: Table<Presence>;
  readonly items: Table<Item>;
  readonly recordings: Table<Recording>;
  readonly giftConfigs: Table<GiftConfig>;
  readonly gifts: Table<GiftRecord>;
  readonly relays: Table<Relay>;
  readonly mics: Table<Mic>;
  readonly visits: Table<Visits>;
  /** The item being explained, by collated live id. */
  readonly explained: Map<string, string>;
  /** Likes of every user, by live id. */
  readonly likes: Map<string, Map<string, number>>;
  /** Ids of the users who are moderators. */
  readonly administrators: Set<string>;
  /** Live ids whose stream is being scanned. */
  readonly moderationJobs: Set<string>;
  /** What the scan for broken rules looks for. */
  moderation: QiniuModerationConfig;
  /** Counts writes, to order what was written in the same second. */
  writes: number;
  /** Milliseconds at which somebody may first have been silent for too long. */
  silenceCheckAt: number;
}

export function createWorld(settings: Settings, clock: SandboxClock, callbacks: Callbacks): World {
  const table = <Entity extends { readonly id: number }>(keyOf: (entity: Entity) => string): Table<Entity> =>
    createTable(() => clock.now(), keyOf);
  return {
    settings,
    clock,
    identifiers: createIdentifiers(clock),
    callbacks,
    users: table((user) => collate(user.userId)),
    rooms: table((room) => collate(room.liveId)),
    presences: table((presence) => collate(presence.userId)),
    items: table((item) => collate(item.liveId)),
    recordings: table((recording) => collate(recording.liveId)),
    giftConfigs: table((config) => String(config.giftId)),
    gifts: table((gift) => gift.bizId),
    relays: table((relay) => collate(relay.sid)),
    mics: table((mic) => collate(mic.liveId)),
    visits: table((visits) => collate(visits.liveId)),
    explained: new Map(),
    likes: new Map(),
    administrators: new Set([collate(settings.administrator.userId)]),
    moderationJobs: new Set(),
    moderation: { enable: true, pulp: true, terror: false, politician: false, ads: false, interval: 20 },
    writes: 0,
    silenceCheckAt: Infinity,
  };
}
