import type { Call } from "../domain/call";
import { LiveError } from "../domain/error";
import type { Follower, FollowerPort } from "../domain/follower";
import { requirePort } from "./account";
import type { Connection, EdgeOf, PageRequest } from "./connection";
import { pageInTurn, type ListPart } from "./in-turn";
import type { SessionGround } from "./session";

/** Reading followers, within one request. */
export interface FollowersView {
  list(account: string, page: PageRequest): Promise<Connection<EdgeOf<Follower>>>;
}

export const LARGEST_FOLLOWER_PAGE = 2000;

export function createFollowersView({ accounts }: SessionGround, call: Call): FollowersView {
  return {
    list: (account, page) =>
      pageInTurn({
        connection: "followers",
        accounts: [...accounts.values()].filter(({ provider }) => provider.followers),
        account,
        page,
        largest: LARGEST_FOLLOWER_PAGE,
        read: ({ provider }, position, limit) => readPart(requirePort(provider, "followers"), position, limit, call),
        // No provider says how many followers there are.
        count: () => Promise.resolve(null),
      }),
  };
}

/** Followers to pass over and the provider's mark of the page they stand on, which it only gives at a page's end. */
const POSITION = /^(\d{1,4})\+(.*)$/s;

async function readPart(
  port: FollowerPort,
  position: string | undefined,
  limit: number,
  call: Call,
): Promise<ListPart<Follower>> {
  const [, passed = "0", mark = ""] = POSITION.exec(position ?? "0+") ?? refusePosition();
  const skip = Number(passed);
  const { items, next } = await port.listFollowers(mark || null, Math.min(skip + limit, port.pageSize), call);
  return {
    items: items.slice(skip).map((item, index) => {
      const isLast = skip + index + 1 === items.length && next !== null;
      return { item, position: isLast ? `0+${next}` : `${skip + index + 1}+${mark}` };
    }),
    next: next === null ? null : `0+${next}`,
    // A full page may be the last all the same; asking would cost a call of a small budget.
    isFollowed: next !== null,
  };
}

function refusePosition(): never {
  throw new LiveError(
    "BAD_USER_INPUT",
    { en: "This is not a cursor of this API.", zh: "这不是有效的分页游标。" },
    { field: ["after"] },
  );
}
