import type { Log } from "../../../domain/log";
import type { RecordStore } from "../../../domain/record-store";
import { fitsMask } from "./mask";

/**
 * What WeChat tells once and never again, or never tells at all: who was put down as anchor, which media ids a room was
 * made with, the audit ticket of goods. It is kept after WeChat has done something, so keeping never fails: what cannot
 * be kept is logged, and the answer stands.
 */
export interface WechatLedger {
  room(nativeId: string): Promise<RoomRecord | undefined>;
  keepRoom(nativeId: string, record: RoomRecord): Promise<void>;
  forgetRoom(nativeId: string): Promise<void>;
  goods(nativeIds: readonly string[]): Promise<readonly (GoodsRecord | undefined)[]>;
  /** Of all goods that something is kept of. */
  goodsIds(): Promise<readonly string[]>;
  keepGoods(nativeId: string, record: GoodsRecord): Promise<void>;
  forgetGoods(nativeId: string): Promise<void>;
  people(openIds: readonly string[]): Promise<readonly (PersonRecord | undefined)[]>;
  keepPerson(openId: string, record: PersonRecord): Promise<void>;
  /** A WeChat id in the clear that was given for a role, whether or not WeChat's list could be read afterwards. */
  keepWechatId(wechatId: string): Promise<void>;
  /** The WeChat id behind a masked one; null when none or several are known that fit. */
  unmask(masked: string): Promise<string | null>;
}

/** A media id that WeChat should take, and until when. */
export interface ReadyImage {
  readonly mediaId: string;
  /** Milliseconds since 1970; the caller's own media id is trusted for a day. */
  readonly goodUntil: number;
}

export interface RoomRecord {
  readonly anchorWechatId?: string | undefined;
  readonly sharing?: boolean | undefined;
  readonly cover?: ReadyImage | undefined;
  readonly shareImage?: ReadyImage | undefined;
  readonly feedImage?: ReadyImage | undefined;
}

export interface GoodsRecord {
  /** The ticket of the last submission. */
  readonly auditId?: string | undefined;
  /** The price as it was written, in fen: what WeChat tells of it is in doubt. */
  readonly writtenFen?: readonly number[] | undefined;
}

/** A member whose WeChat id was given in the clear. */
export interface PersonRecord {
  readonly wechatId: string;
}

export interface LedgerOptions {
  readonly store: RecordStore;
  readonly accountKey: string;
  readonly log: Log;
}

export function createWechatLedger({ store, accountKey, log }: LedgerOptions): WechatLedger {
  const roomKey = (nativeId: string) => `wechat:${accountKey}:room:${nativeId}`;
  const goodsKey = (nativeId: string) => `wechat:${accountKey}:goods:${nativeId}`;
  const personKey = (openId: string) => `wechat:${accountKey}:person:${openId}`;
  const wechatIdKey = (wechatId: string) => `wechat:${accountKey}:wechat-id:${wechatId}`;

  async function settled(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) => {
      log.error({ err: error, account: accountKey }, "the ledger could not be written");
    });
  }
  const keep = (key: string, record: unknown) => settled(store.set(key, record));
  const forget = (key: string) => settled(store.delete(key));
  const idsUnder = async (prefix: string) => (await store.keys(prefix)).map((key) => key.slice(prefix.length));

  return {
    room: (nativeId) => store.get<RoomRecord>(roomKey(nativeId)),
    keepRoom: (nativeId, record) => keep(roomKey(nativeId), record),
    forgetRoom: (nativeId) => forget(roomKey(nativeId)),
    goods: (nativeIds) => store.getMany<GoodsRecord>(nativeIds.map(goodsKey)),
    goodsIds: () => idsUnder(goodsKey("")),
    keepGoods: (nativeId, record) => keep(goodsKey(nativeId), record),
    forgetGoods: (nativeId) => forget(goodsKey(nativeId)),
    people: (openIds) => store.getMany<PersonRecord>(openIds.map(personKey)),
    keepPerson: (openId, record) => keep(personKey(openId), record),
    keepWechatId: (wechatId) => keep(wechatIdKey(wechatId), true),
    async unmask(masked) {
      const known = await idsUnder(wechatIdKey(""));
      const [only, ...others] = known.filter((wechatId) => fitsMask(wechatId, masked));
      return only !== undefined && others.length === 0 ? only : null;
    },
  };
}
