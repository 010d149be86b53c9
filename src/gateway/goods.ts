import type { Call } from "../domain/call";
import { LiveError } from "../domain/error";
import type { CreateGoods, Goods, GoodsReviewStatus } from "../domain/goods";
import { requirePort } from "./account";
import { checkFirst, type Connection, type EdgeOf, type PageRequest } from "./connection";
import { pageLibrary } from "./goods-library";
import { identify, readId } from "./identify";
import { createNativeLoader } from "./loader";
import type { SessionGround } from "./session";

export interface LibraryFilter {
  /** The account's global id. */
  readonly account?: string | null;
  readonly reviewStatus?: GoodsReviewStatus | null;
}

/** Reading and writing goods, within one request. */
export interface GoodsView {
  byId(accountKey: string, nativeId: string): Promise<Goods | null>;
  library(filter: LibraryFilter, page: PageRequest): Promise<Connection<EdgeOf<Goods>>>;
  create(account: string, input: CreateGoods): Promise<Goods>;
}

export function createGoodsView({ accounts }: SessionGround, call: Call): GoodsView {
  const library = createNativeLoader<Goods>(accounts, async ({ provider }, nativeIds) =>
    provider.goodsLibrary ? provider.goodsLibrary.getGoods(nativeIds, call) : nativeIds.map(() => null),
  );
  const roomGoods = createNativeLoader<readonly Goods[]>(accounts, async ({ provider }, nativeIds) => {
    const lists = await provider.roomGoods?.listRoomGoods?.(nativeIds, call);
    return nativeIds.map((_, index) => {
      const list = lists?.[index] ?? null;
      return list === null || list instanceof LiveError ? list : list.map(({ goods }) => goods);
    });
  });

  return {
    async byId(accountKey, nativeId) {
      if (accounts.get(accountKey)?.provider.goodsLibrary) return library.load(accountKey, nativeId);
      // Without a library, goods live in a room, and their id says in which: `<room>/<goods>`.
      const slash = nativeId.indexOf("/");
      if (slash < 0) return null;
      const goods = await roomGoods.load(accountKey, nativeId.slice(0, slash));
      return goods?.find((item) => item.nativeId === nativeId.slice(slash + 1)) ?? null;
    },
    library(filter, page) {
      const first = checkFirst(page.first);
      const asked = [...accounts.values()].filter((connected) => {
        if (!connected.provider.goodsLibrary) return false;
        if (filter.account === null || filter.account === undefined) return true;
        const { kind, account } = readId(filter.account, ["account"]);
        return kind === "account" && account === connected.account.key;
      });
      return pageLibrary(asked, filter.reviewStatus ?? null, first, page.after ?? null, call);
    },
    async create(account, input) {
      const { connected } = identify(accounts, "account", account, ["account"]);
      return requirePort(connected.provider, "goodsLibrary").createGoods(input, call);
    },
  };
}
