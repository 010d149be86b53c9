import type { Call } from "../domain/call";
import { LiveError } from "../domain/error";
import type { Goods, GoodsLibraryPort, GoodsReviewStatus } from "../domain/goods";
import type { ConnectedAccount } from "./account";
import type { Connection, EdgeOf, UnavailableAccount } from "./connection";
import { decodeCursor, encodeCursor, type Positions } from "./cursor";

const CONNECTION = "library";

/**
 * The libraries of several accounts as one list: account after account, and in each one review status after another,
 * since a library is asked by status. Our page size and the provider's are independent.
 */
export async function pageLibrary(
  accounts: readonly ConnectedAccount[],
  status: GoodsReviewStatus | null,
  first: number,
  after: string | null,
  call: Call,
): Promise<Connection<EdgeOf<Goods>>> {
  let positions: Positions = after ? decodeCursor(CONNECTION, after) : {};
  const edges: EdgeOf<Goods>[] = [];
  const unavailable: UnavailableAccount[] = [];
  let more = false;
  for (const connected of accounts) {
    if (more) break;
    const { key } = connected.account;
    const library = connected.provider.goodsLibrary as GoodsLibraryPort;
    try {
      for await (const step of walk(library, status, positions[key], first - edges.length, call)) {
        // Goods past the page show that there is a next one.
        more = edges.length === first;
        if (more) break;
        positions = { ...positions, [key]: step.position };
        edges.push({ node: step.goods, cursor: encodeCursor(CONNECTION, positions) });
        more = edges.length === first && step.isFollowed;
        if (more) break;
      }
    } catch (error) {
      if (!(error instanceof LiveError) || error.kind === "BAD_USER_INPUT") throw error;
      unavailable.push({ account: connected.account, error });
    }
  }
  return {
    edges,
    hasNextPage: more,
    hasPreviousPage: after !== null,
    total: () => (unavailable.length > 0 ? null : countAll(accounts, status, call)),
    unavailable,
  };
}

interface Step {
  readonly goods: Goods;
  /** Where to go on after it: the status and how many of that status came before. */
  readonly position: string;
  /** Known without another call: there are more of this status. */
  readonly isFollowed: boolean;
}

/** Walks through the library from a position, asking for as much as is still wanted, and then for one at a time. */
async function* walk(
  library: GoodsLibraryPort,
  status: GoodsReviewStatus | null,
  position: string | undefined,
  wanted: number,
  call: Call,
): AsyncGenerator<Step> {
  const statuses = statusesOf(library, status);
  const start = readPosition(position, statuses);
  let left = wanted;
  for (const [index, current] of statuses.entries()) {
    if (index < start.index) continue;
    let offset: number | null = index === start.index ? start.offset : 0;
    while (offset !== null) {
      const limit = Math.min(Math.max(1, left), library.pageSize);
      const { items, next } = await library.listGoods(current, offset, limit, call);
      left -= items.length;
      for (const [at, goods] of items.entries()) {
        const isFollowed = at + 1 < items.length || next !== null;
        yield { goods, position: `${current}:${offset + at + 1}`, isFollowed };
      }
      offset = next === null ? null : Number(next);
    }
  }
}

function statusesOf(library: GoodsLibraryPort, status: GoodsReviewStatus | null): readonly GoodsReviewStatus[] {
  return status === null ? library.statuses : library.statuses.filter((known) => known === status);
}

function readPosition(position: string | undefined, statuses: readonly GoodsReviewStatus[]) {
  if (position === undefined) return { index: 0, offset: 0 };
  const [status, offset] = position.split(":");
  const index = statuses.indexOf(status as GoodsReviewStatus);
  if (index >= 0 && /^\d{1,9}$/.test(offset ?? "")) return { index, offset: Number(offset) };
  throw new LiveError(
    "BAD_USER_INPUT",
    { en: "This cursor belongs to another list.", zh: "该分页游标属于其他列表。" },
    { field: ["after"] },
  );
}

async function countAll(
  accounts: readonly ConnectedAccount[],
  status: GoodsReviewStatus | null,
  call: Call,
): Promise<number | null> {
  const counts = await Promise.all(
    accounts.flatMap((connected) => {
      const library = connected.provider.goodsLibrary as GoodsLibraryPort;
      return statusesOf(library, status).map((known) =>
        library.listGoods(known, 0, 1, call).then(({ total }) => total),
      );
    }),
  );
  return counts.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}
