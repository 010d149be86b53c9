import type { Call } from "../domain/call";
import type { Caller } from "../domain/caller";
import { LiveError } from "../domain/error";
import type { CreateGoods, Goods, GoodsReviewStatus, RoomGoods, UpdateGoods } from "../domain/goods";
import { formatId } from "../domain/id";
import type { Provider } from "../domain/provider";
import { requirePort } from "./account";
import type { Connection, EdgeOf, PageRequest } from "./connection";
import { pageLibrary } from "./goods-library";
import { identify } from "./identify";
import { createNativeLoader } from "./loader";
import { goodsMaker } from "./makers";
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
  /** With a key, a repeat within a day answers with the same goods. */
  create(account: string, input: CreateGoods, idempotencyKey: string | null): Promise<Goods>;
  update(id: string, change: UpdateGoods): Promise<Goods | null>;
  /** The global id of the goods that are gone. */
  remove(id: string): Promise<string>;
  submit(id: string): Promise<Goods | null>;
  withdraw(id: string, auditId: string | null): Promise<Goods | null>;
}

export function createGoodsView({ accounts, intents }: SessionGround, caller: Caller, call: Call): GoodsView {
  const library = createNativeLoader<Goods>(accounts, async ({ provider, reads }, nativeIds) =>
    reads.each(
      "goods",
      nativeIds,
      async (ids) => provider.goodsLibrary?.getGoods(ids, call) ?? ids.map(() => null),
      isReviewed,
    ),
  );
  const roomGoods = createNativeLoader<readonly RoomGoods[]>(
    accounts,
    async ({ provider }, nativeIds) => provider.roomGoods?.listRoomGoods?.(nativeIds, call) ?? nativeIds.map(() => []),
  );

  async function byId(accountKey: string, nativeId: string): Promise<Goods | null> {
    if (accounts.get(accountKey)?.provider.goodsLibrary) return library.load(accountKey, nativeId);
    // Without a library, goods live in a room, and their id says in which: `<room>/<goods>`.
    const slash = nativeId.indexOf("/");
    if (slash < 0) return null;
    const inRoom = await roomGoods.load(accountKey, nativeId.slice(0, slash));
    return inRoom?.find(({ goods }) => goods.nativeId === nativeId.slice(slash + 1))?.goods ?? null;
  }

  /** Writes goods and reads them again. What the write did is done, so a reading that fails costs only the reading. */
  async function write(
    id: string,
    change: (provider: Provider, nativeId: string) => Promise<void>,
  ): Promise<Goods | null> {
    const { connected, nativeId } = identify(accounts, "goods", id, ["id"]);
    const { key } = connected.account;
    await change(connected.provider, nativeId).catch((error: unknown) => {
      throw error instanceof LiveError && !error.details.field ? error.with({ field: ["id"] }) : error;
    });
    // The list of rooms holds their goods too.
    await connected.invalidate();
    library.forget(key, nativeId);
    roomGoods.forget(key, nativeId.split("/")[0] as string);
    return byId(key, nativeId).catch((error: unknown) => {
      if (!(error instanceof LiveError)) throw error;
      return null;
    });
  }

  return {
    byId,
    library: (filter, page) =>
      pageLibrary([...accounts.values()], filter.account ?? null, filter.reviewStatus ?? null, page, call),
    async create(account, input, idempotencyKey) {
      const { connected } = identify(accounts, "account", account, ["account"]);
      const prepared = requirePort(connected.provider, "goodsLibrary").prepareGoods(input);
      const { result } = await intents.write({
        maker: goodsMaker(connected, call),
        subject: caller.subject,
        idempotencyKey,
        input: { account, ...input },
        facts: prepared.facts,
        async make() {
          const goods = await prepared.create(call);
          return { nativeId: goods.nativeId, result: goods };
        },
      });
      return result;
    },
    update: (id, change) =>
      write(id, async (provider, nativeId) => requirePort(provider, "goodsUpdate").updateGoods(nativeId, change, call)),
    async remove(id) {
      const { connected, nativeId } = identify(accounts, "goods", id, ["id"]);
      await requirePort(connected.provider, "goodsLibrary").deleteGoods(nativeId, call);
      await connected.invalidate();
      return formatId("goods", connected.account.key, nativeId);
    },
    submit: (id) =>
      write(id, async (provider, nativeId) => requirePort(provider, "goodsReview").submitGoods(nativeId, call)),
    withdraw: (id, auditId) =>
      write(id, async (provider, nativeId) =>
        requirePort(provider, "goodsReview").withdrawGoods(nativeId, auditId, call),
      ),
  };
}

/** Goods under review may be judged any moment. */
function isReviewed({ review }: Goods): boolean {
  return review?.status === "APPROVED" || review?.status === "REJECTED";
}
