import type { SandboxClock } from "../../../sandbox";
import { WechatRefusal } from "./refusal";

/** 0 not submitted or withdrawn, 1 in review, 2 approved, 3 rejected. */
export type AuditStatus = 0 | 1 | 2 | 3;

export function isAuditStatus(value: unknown): value is AuditStatus {
  return value === 0 || value === 1 || value === 2 || value === 3;
}

/** What adding and updating goods set. Prices are fen; `price2` is 0 where the price type has one price. */
export interface GoodsFacts {
  name: string;
  image: string;
  url: string;
  priceType: number;
  price: number;
  price2: number;
  thirdPartyAppid: string;
}

export interface Goods extends GoodsFacts {
  readonly id: number;
  /** 1 and 2: made through the API; anything else was made in the console and is out of the API's reach. */
  readonly thirdPartyTag: number;
  auditStatus: AuditStatus;
  /** 0 before the first submission. */
  auditId: number;
  submittedAt: number;
}

export interface GoodsLibrary {
  add(facts: GoodsFacts, thirdPartyTag: number): Goods;
  find(id: number): Goods | undefined;
  remove(goods: Goods): void;
  all(): readonly Goods[];
  /** Puts the goods into review; the number of the new review. */
  submit(goods: Goods): number;
}

export function createGoodsLibrary(clock: SandboxClock, reviewSeconds: number | null): GoodsLibrary {
  const library = new Map<number, Goods>();
  let lastId = 0;
  let lastAuditId = FIRST_AUDIT_ID;

  const reviewed = (goods: Goods): Goods => {
    if (goods.auditStatus === 1 && reviewSeconds !== null && clock.seconds() >= goods.submittedAt + reviewSeconds) {
      goods.auditStatus = isRejected(goods) ? 3 : 2;
    }
    return goods;
  };

  return {
    add(facts, thirdPartyTag) {
      lastId += 1;
      const goods: Goods = { id: lastId, ...facts, thirdPartyTag, auditStatus: 0, auditId: 0, submittedAt: 0 };
      library.set(goods.id, goods);
      return goods;
    },
    find(id) {
      const goods = library.get(id);
      return goods && reviewed(goods);
    },
    remove: (goods) => library.delete(goods.id),
    all: () => Array.from(library.values(), reviewed),
    submit(goods) {
      lastAuditId += 211;
      goods.auditId = lastAuditId;
      goods.auditStatus = 1;
      goods.submittedAt = clock.seconds();
      return goods.auditId;
    },
  };
}

const FIRST_AUDIT_ID = 525_022_575;

/** The simulator's reviewer has nothing against goods, unless their name asks for it. */
function isRejected({ name }: Goods): boolean {
  return /驳回|reject/iu.test(name);
}

/** The goods, or the given code where it is not there; 300011 where the API may not touch it. */
export function ownGoods(library: GoodsLibrary, id: number, absent: number): Goods {
  const goods = library.find(id);
  if (!goods) throw new WechatRefusal(absent);
  if (goods.thirdPartyTag !== 1 && goods.thirdPartyTag !== 2) throw new WechatRefusal(300011);
  return goods;
}
