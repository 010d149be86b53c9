import type { Caller } from "../../src/domain/caller";
import { LiveError } from "../../src/domain/error";
import type { CreateGoods, GoodsLibraryPort } from "../../src/domain/goods";
import type { Leases } from "../../src/domain/lease";
import { silentLog } from "../../src/domain/log";
import type { RecordStore } from "../../src/domain/record-store";
import { fen } from "../../src/domain/money";
import type { Notification, NotificationPort } from "../../src/domain/notification";
import type { Room } from "../../src/domain/room";
import { createGateway, type Gateway } from "../../src/gateway/gateway";
import type { Session } from "../../src/gateway/session";
import { createKeptEvents } from "../../src/store/kept-events";
import { createMemoryLeases } from "../../src/store/memory-leases";
import { createTestClock, type TestClock } from "./clock";
import { hastyTimers } from "./timers";
import { createFakeProvider, fakeRoom, outage } from "./fake-provider";
import { fakeGoods } from "./fake-goods";

/** What becomes of one call that creates something. */
export const outcomes = ["made", "refused", "lost", "lost-of-three", "lost-by-us", "vanished"] as const;
export type Outcome = (typeof outcomes)[number];

export interface Faults {
  /** Of the calls that create, in order; then all are well. */
  readonly creations: readonly Outcome[];
  /** Of the readings of the list, in order; then all are well. */
  readonly listings: readonly ("read" | "down")[];
  /** Seconds until the list shows what was created. */
  readonly lag: number;
  /** At this step of its work, counted over store and provider, the process dies. */
  readonly crashes: readonly number[];
  /** These steps find the store away. */
  readonly storeAway: { readonly from: number; readonly steps: number } | null;
  /** How many turns of the loop the steps take, one after the other and then from the first again; else none. */
  readonly slowness?: readonly number[];
}

/** The two that are created in the same way. Pushes are sent otherwise. */
export const things = ["room", "goods"] as const;
export type Thing = (typeof things)[number];

/** Two replicas over one store, in front of one provider, and all that can go wrong between them. */
export interface UnreliableWorld {
  readonly clock: TestClock;
  /** The rooms, or goods, of each call that made any. */
  readonly made: readonly (readonly string[])[];
  /** The native id of what was created, what was said instead, or that the process has died. */
  create(replica: number, key: string): Promise<{ created: string } | { error: LiveError } | "died">;
  /** Announces a room to five people, two at a time. */
  notify(replica: number, key: string): Promise<{ notification: Notification } | { error: LiveError } | "died">;
  /** How a push stands. */
  notification(id: string): Promise<Notification | null>;
  /** Whom each push that left was for: it has reached them, whatever the gateway was told. */
  readonly pushed: readonly (readonly string[])[];
  /** Another process in place of this one, which goes on with what was left. */
  restart(replica: number): Promise<void>;
  /** From now on nothing goes wrong any more, and both processes live. */
  heal(): void;
  close(): Promise<void>;
}

const caller: Caller = { authenticated: true, subject: "shop", role: "ADMIN", accounts: null };
const LOOKALIKE = fakeRoom("shop", "7", 1000, { title: "New" });
const refusal = new LiveError("CONTENT_REJECTED", { en: "No.", zh: "否。" });
const ambiguous = outage.with({ ambiguous: true });
const away = new LiveError("STORE_UNAVAILABLE", { en: "Away.", zh: "不可用。" });
const openIds = ["a", "b", "c", "d", "e"];
const GOODS: CreateGoods = {
  name: "New",
  cover: { mediaId: "media" },
  price: { kind: "FIXED", amount: fen(100) },
  link: "pages/index/index",
};

/** Records whose lives end by the test's clock, and that come back as other objects. */
function createTimedRecords(clock: TestClock): RecordStore {
  const entries = new Map<string, { readonly text: string; readonly until: number }>();
  const look = (key: string) => {
    const entry = entries.get(key);
    return entry && entry.until > clock.now() ? entry.text : undefined;
  };
  const write = (key: string, value: unknown, life = Infinity) =>
    void entries.set(key, { text: JSON.stringify(value), until: clock.now() + life });
  const read = (key: string): unknown => {
    const text = look(key);
    return text === undefined ? undefined : JSON.parse(text);
  };
  return {
    get: <Value>(key: string) => Promise.resolve(read(key) as Value | undefined),
    getMany: <Value>(keys: readonly string[]) => Promise.resolve(keys.map((key) => read(key) as Value | undefined)),
    set: (key, value, life) => Promise.resolve(write(key, value, life)),
    add(key, value, life) {
      if (look(key) !== undefined) return Promise.resolve(false);
      write(key, value, life);
      return Promise.resolve(true);
    },
    delete: (key) => Promise.resolve(void entries.delete(key)),
    keys: (prefix) => Promise.resolve([...entries.keys()].filter((key) => key.startsWith(prefix))),
  };
}

export function createUnreliableWorld(faults: Faults, thing: Thing = "room"): UnreliableWorld {
  const clock = createTestClock();
  const records = createTimedRecords(clock);
  const leases = createMemoryLeases(clock);
  const rooms: { room: Room; shownAt: number }[] = [{ room: LOOKALIKE, shownAt: 0 }];
  const made: string[][] = [];
  const pushed: string[][] = [];
  let creations = [...faults.creations];
  let listings = [...faults.listings];
  let { storeAway } = faults;
  let crashes = new Set(faults.crashes);
  let slowness = faults.slowness ?? [];
  let steps = 0;

  function addRoom(): Room {
    const room = fakeRoom("shop", String(10 + rooms.length), 1000, { title: "New" });
    rooms.push({ room, shownAt: clock.now() + faults.lag * 1000 });
    return room;
  }

  function createRoom(): Promise<Room> {
    const outcome = creations.shift() ?? "made";
    if (outcome === "refused") return Promise.reject(refusal);
    if (outcome === "vanished") return Promise.reject(ambiguous);
    const all = Array.from({ length: outcome === "lost-of-three" ? 3 : 1 }, addRoom);
    made.push(all.map(({ nativeId }) => nativeId));
    if (outcome === "made") return Promise.resolve(all[0] as Room);
    return Promise.reject(outcome === "lost-by-us" ? new TypeError("a bug of ours") : ambiguous);
  }

  function sendChunk(openIds: readonly string[]): Promise<string> {
    const outcome = creations.shift() ?? "made";
    if (outcome === "refused") return Promise.reject(outage);
    if (outcome === "vanished") return Promise.reject(ambiguous);
    const count = pushed.push([...openIds]);
    if (outcome === "made") return Promise.resolve(`m${count}`);
    return Promise.reject(outcome === "lost-by-us" ? new TypeError("a bug of ours") : ambiguous);
  }

  /** A process: all it does comes to an end at the step at which it dies. */
  function startReplica() {
    let die: () => void = () => undefined;
    const died = new Promise<"died">((resolve) => (die = () => resolve("died")));
    let isDead = false;
    async function step<Result>(work: () => Promise<Result>, isStore: boolean): Promise<Result> {
      const turns = slowness[steps % slowness.length] ?? 0;
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      steps += 1;
      if (crashes.delete(steps)) {
        isDead = true;
        die();
      }
      if (isDead) return new Promise<never>(() => undefined);
      if (isStore && storeAway && steps >= storeAway.from && steps < storeAway.from + storeAway.steps) {
        throw away;
      }
      return work();
    }
    const notifications: NotificationPort = {
      chunkSize: 2,
      sendChunk: (_room, openIds) => step(() => sendChunk(openIds), false),
    };
    const shownNow = () => rooms.filter(({ shownAt }) => shownAt <= clock.now()).map(({ room }) => room);
    const asGoods = ({ nativeId, title }: Room) => ({ ...fakeGoods("shop", nativeId), name: title });
    const goodsLibrary: GoodsLibraryPort = {
      statuses: ["APPROVED"],
      pageSize: 30,
      listGoods: () => Promise.resolve({ items: [], total: 0, next: null }),
      getGoods: (nativeIds) => Promise.resolve(nativeIds.map(() => null)),
      prepareGoods: ({ name }) => ({ facts: { name }, create: () => step(createRoom, false).then(asGoods) }),
      markNow: () =>
        step(() => Promise.resolve(String(Math.max(...rooms.map(({ room }) => Number(room.nativeId))))), false),
      findCreated: (facts, mark) =>
        step(() => {
          if (listings.shift() === "down") return Promise.reject(outage);
          const found = shownNow().filter(
            (room) => room.title === facts["name"] && Number(room.nativeId) > Number(mark),
          );
          return Promise.resolve(found.map(asGoods));
        }, false),
      adoptGoods: () => step(() => Promise.resolve(), true),
      deleteGoods: () => Promise.resolve(),
    };
    const provider = createFakeProvider({
      ports: {
        notifications,
        goodsLibrary,
        roomCreate: {
          isFrom: (room, facts) => room.title === facts["title"],
          prepareRoom: ({ title }) => ({ facts: { title }, create: () => step(createRoom, false) }),
        },
      },
    });
    provider.roomList.listRooms = () =>
      step(() => {
        if (listings.shift() === "down") return Promise.reject(outage);
        return Promise.resolve({ rooms: shownNow(), ahead: [] });
      }, false);
    const ownRecords: RecordStore = {
      get: (key) => step(() => records.get(key), true),
      getMany: (keys) => step(() => records.getMany(keys), true),
      set: (key, value, life) => step(() => records.set(key, value, life), true),
      add: (key, value, life) => step(() => records.add(key, value, life), true),
      delete: (key) => step(() => records.delete(key), true),
      keys: (prefix) => step(() => records.keys(prefix), true),
    };
    const ownLeases: Leases = {
      take: (name, seconds) =>
        step(async () => {
          const lease = await leases.take(name, seconds);
          return lease && { ...lease, release: () => step(() => lease.release(), true) };
        }, true),
    };
    const gateway: Gateway = createGateway({
      providers: [provider],
      clock,
      timers: hastyTimers,
      log: silentLog,
      ledger: ownRecords,
      leases: ownLeases,
      events: createKeptEvents(records, clock),
      pollSeconds: 0,
      roomsFreshSeconds: 5,
      roomsStaleSeconds: 3600,
      roomsTimeoutSeconds: 30,
      shared: null,
    });
    return { gateway, died, isDead: () => isDead };
  }

  const replicas = [startReplica(), startReplica()];
  const stopped: Gateway[] = [];

  /** What comes of a write, unless the process dies over it; then another takes its place. */
  async function outcomeOf<Result extends object>(
    at: number,
    write: (session: Session) => Promise<Result>,
  ): Promise<Result | { error: LiveError } | "died"> {
    const { gateway, died } = replicas[at] as (typeof replicas)[number];
    const session = gateway.session(caller, { signal: new AbortController().signal, requestId: "test" });
    const answer = write(session).catch((error: unknown) => {
      if (!(error instanceof LiveError)) throw error;
      return { error };
    });
    const outcome = await Promise.race([answer, died]);
    if (outcome === "died" && replicas[at]?.died === died) replace(at);
    return outcome;
  }

  /** Another process in place of this one. */
  function replace(at: number): Gateway {
    stopped.push((replicas[at] as (typeof replicas)[number]).gateway);
    replicas[at] = startReplica();
    return replicas[at].gateway;
  }

  return {
    clock,
    made,
    pushed,
    create: (at, key) =>
      outcomeOf(at, async (session) => {
        const { nativeId } = await (thing === "room"
          ? session.rooms.create("account:shop", { title: "New", anchor: {} }, key)
          : session.goods.create("account:shop", GOODS, key));
        return { created: nativeId };
      }),
    notify: (at, key) =>
      outcomeOf(at, async (session) => ({
        notification: await session.notifications.send("room:shop:7", { openIds }, key),
      })),
    notification(id) {
      const session = replicas[0]?.gateway.session(caller, { signal: new AbortController().signal, requestId: "test" });
      return session?.notifications.byId("shop", id.split(":")[2] ?? "") ?? Promise.resolve(null);
    },
    restart: (at) => replace(at).resume(),
    heal() {
      creations = [];
      listings = [];
      storeAway = null;
      slowness = [];
      crashes = new Set();
      // One may have died over what it did in the background, with nobody waiting for it who would have seen it.
      for (const [at, { isDead }] of replicas.entries()) if (isDead()) replace(at);
    },
    close() {
      // One that has died by itself never comes to its end.
      for (const gateway of [...stopped, ...replicas.map((replica) => replica.gateway)]) void gateway.close();
      return Promise.resolve();
    },
  };
}
