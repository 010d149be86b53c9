import type { Call, Page } from "../domain/call";
import { LiveError } from "../domain/error";
import type { Goods, GoodsLibraryPort, GoodsReviewStatus } from "../domain/goods";
import { requirePort, type ConnectedAccount } from "./account";
import type { Connection, EdgeOf, PageRequest } from "./connection";
import { pageInTurn, readOffset, type ListPart } from "./in-turn";

/**
 * The libraries of several accounts as one list: account after account, and in each one review status after another,
 * since a library is asked by status. Our page size and the provider's are independent.
 */
export function pageLibrary(
  accounts: readonly ConnectedAccount[],
  account: string | null,
  status: GoodsReviewStatus | null,
  page: PageRequest,
  call: Call,
): Promise<Connection<EdgeOf<Goods>>> {
  return pageInTurn({
    connection: "library",
    accounts: accounts.filter(({ provider }) => provider.goodsLibrary),
    account,
    page,
    read: (connected, position, limit) => readPart(keeping(connected, call), status, position, limit),
    async count(connected) {
      const library = keeping(connected, call);
      const pages = await Promise.all(statusesOf(library, status).map((known) => library.list(known, 0, 1)));
      return pages.reduce<number | null>((sum, { total }) => (sum === null || total === null ? null : sum + total), 0);
    },
  });
}

interface Library extends Pick<GoodsLibraryPort, "statuses" | "pageSize"> {
  list(status: GoodsReviewStatus, offset: number, limit: number): Promise<Page<Goods>>;
}

/** The library of an account; what is approved is kept for seconds, what is not may be judged any moment. */
function keeping({ provider, reads }: ConnectedAccount, call: Call): Library {
  const library = requirePort(provider, "goodsLibrary");
  return {
    statuses: library.statuses,
    pageSize: library.pageSize,
    list: (status, offset, limit) =>
      reads.one(
        `library:${status}:${offset}:${limit}`,
        () => library.listGoods(status, offset, limit, call),
        () => status === "APPROVED",
      ),
  };
}

/** A position is a review status and how many goods of that status lie before it. */
async function readPart(
  library: Library,
  only: GoodsReviewStatus | null,
  position: string | undefined,
  limit: number,
): Promise<ListPart<Goods>> {
  const statuses = statusesOf(library, only);
  const { status, offset } = readPosition(position, statuses);
  if (status === undefined) return { items: [], next: null, isFollowed: false };
  const { items, next } = await library.list(status, offset, Math.min(limit, library.pageSize));
  const following = statuses[statuses.indexOf(status) + 1];
  return {
    items: items.map((item, index) => ({ item, position: `${status}:${offset + index + 1}` })),
    next: next === null ? (following ? `${following}:0` : null) : `${status}:${next}`,
    isFollowed: next !== null,
  };
}

function statusesOf(library: Library, only: GoodsReviewStatus | null): readonly GoodsReviewStatus[] {
  return only === null ? library.statuses : library.statuses.filter((known) => known === only);
}

function readPosition(position: string | undefined, statuses: readonly GoodsReviewStatus[]) {
  if (position === undefined) return { status: statuses[0], offset: 0 };
  const [name, offset] = position.split(":");
  const status = statuses.find((known) => known === name);
  if (status) return { status, offset: readOffset(offset ?? "") };
  throw new LiveError(
    "BAD_USER_INPUT",
    { en: "This cursor belongs to another list.", zh: "该分页游标属于其他列表。" },
    { field: ["after"] },
  );
}
