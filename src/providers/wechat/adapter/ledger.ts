import type { RecordStore } from "../../../domain/record-store";
import type { ReadyImage } from "./images";

/**
 * What WeChat tells once and never again, or never tells at all: who was put down as anchor, which media ids a room was
 * made with, the audit ticket of goods.
 */
export interface WechatLedger {
  room(nativeId: string): Promise<RoomRecord | undefined>;
  keepRoom(nativeId: string, record: RoomRecord): Promise<void>;
  forgetRoom(nativeId: string): Promise<void>;
  goods(nativeIds: readonly string[]): Promise<readonly (GoodsRecord | undefined)[]>;
  keepGoods(nativeId: string, record: GoodsRecord): Promise<void>;
  forgetGoods(nativeId: string): Promise<void>;
  people(openIds: readonly string[]): Promise<readonly (PersonRecord | undefined)[]>;
  keepPerson(openId: string, record: PersonRecord): Promise<void>;
  /** The WeChat id behind a masked one; null when none or several are known that fit. */
  unmask(masked: string): Promise<string | null>;
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
  readonly maskedId: string;
}

export function createWechatLedger(store: RecordStore, accountKey: string): WechatLedger {
  const roomKey = (nativeId: string) => `wechat:${accountKey}:room:${nativeId}`;
  const goodsKey = (nativeId: string) => `wechat:${accountKey}:goods:${nativeId}`;
  const personKey = (openId: string) => `wechat:${accountKey}:person:${openId}`;
  const maskKey = (masked: string) => `wechat:${accountKey}:mask:${masked}`;
  return {
    room: (nativeId) => store.get<RoomRecord>(roomKey(nativeId)),
    async keepRoom(nativeId, record) {
      await store.set(roomKey(nativeId), record);
    },
    async forgetRoom(nativeId) {
      await store.delete(roomKey(nativeId));
    },
    goods: (nativeIds) => store.getMany<GoodsRecord>(nativeIds.map(goodsKey)),
    async keepGoods(nativeId, record) {
      await store.set(goodsKey(nativeId), record);
    },
    async forgetGoods(nativeId) {
      await store.delete(goodsKey(nativeId));
    },
    people: (openIds) => store.getMany<PersonRecord>(openIds.map(personKey)),
    async keepPerson(openId, record) {
      await store.set(personKey(openId), record);
      const others = ((await store.get<string[]>(maskKey(record.maskedId))) ?? []).filter(
        (wechatId) => wechatId !== record.wechatId,
      );
      await store.set(maskKey(record.maskedId), [...others, record.wechatId]);
    },
    async unmask(masked) {
      const [only, ...others] = (await store.get<string[]>(maskKey(masked))) ?? [];
      return only !== undefined && others.length === 0 ? only : null;
    },
  };
}
