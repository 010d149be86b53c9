import type Keyv from "keyv";

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
}

export interface RoomRecord {
  readonly anchorWechatId?: string | undefined;
  readonly sharing?: boolean | undefined;
  readonly cover?: KeptImage | undefined;
  readonly shareImage?: KeptImage | undefined;
  readonly feedImage?: KeptImage | undefined;
}

/** A media id, and until when WeChat takes it. */
export interface KeptImage {
  readonly mediaId: string;
  /** Milliseconds since 1970. */
  readonly goodUntil: number;
}

export interface GoodsRecord {
  readonly auditId?: string | undefined;
}

export function createWechatLedger(store: Keyv, accountKey: string): WechatLedger {
  const roomKey = (nativeId: string) => `wechat:${accountKey}:room:${nativeId}`;
  const goodsKey = (nativeId: string) => `wechat:${accountKey}:goods:${nativeId}`;
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
  };
}
