import type { Placed } from "../domain/call";
import { LiveError } from "../domain/error";
import type { ConnectedAccount } from "./account";
import { checkFirst, type Connection, type EdgeOf, type PageRequest, type UnavailableAccount } from "./connection";
import { decodeCursor, encodeCursor, type Positions } from "./cursor";
import { readId } from "./identify";

/** Part of one account's list, each item with the position behind it. */
export interface ListPart<Item> {
  readonly items: readonly Placed<Item>[];
  /** Where to go on; null at the end. */
  readonly next: string | null;
  /** Known without another call: more items follow. */
  readonly isFollowed: boolean;
  /** How many items the whole list holds, where the provider told it by the way. */
  readonly total?: number | null;
}

export interface InTurn<Item> {
  /** Names the list in its cursors. */
  readonly connection: string;
  /** The accounts that have such a list, in order. */
  readonly accounts: readonly ConnectedAccount[];
  /** Only this one, by global id; null for all. */
  readonly account: string | null;
  readonly page: PageRequest;
  readonly largest?: number;
  /** Reads on from a position, undefined for the start; as many as asked for or fewer. */
  read(connected: ConnectedAccount, position: string | undefined, limit: number): Promise<ListPart<Item>>;
  /** How many items the account's list holds; null where that cannot be told. */
  count(connected: ConnectedAccount): Promise<number | null>;
}

/** Lists of several accounts as one: account after account, each at its own position in the cursor. */
export async function pageInTurn<Item>(options: InTurn<Item>): Promise<Connection<EdgeOf<Item>>> {
  const first = checkFirst(options.page.first, options.largest);
  const after = options.page.after ? decodeCursor(options.connection, options.page.after) : {};
  const asked = options.accounts.filter((connected) => isAsked(connected, options.account));
  let positions: Positions = after;
  const edges: EdgeOf<Item>[] = [];
  const unavailable: UnavailableAccount[] = [];
  const totals = new Map<ConnectedAccount, number>();

  /** Takes what the page has room for; tells whether it is known that another page follows. */
  function take(key: string, part: ListPart<Item>): boolean {
    for (const { item, position } of part.items) {
      if (edges.length === first) return true;
      positions = { ...positions, [key]: position };
      edges.push({ node: item, cursor: encodeCursor(options.connection, positions) });
    }
    return edges.length === first && part.isFollowed;
  }

  let more = false;
  for (const connected of asked) {
    const { key } = connected.account;
    try {
      let position: string | null | undefined = positions[key];
      while (position !== null && !more) {
        // A page that is full goes on by one item, to see whether there is any.
        const part: ListPart<Item> = await options.read(connected, position, Math.max(1, first - edges.length));
        if (typeof part.total === "number") totals.set(connected, part.total);
        more = take(key, part);
        position = part.next;
      }
    } catch (error) {
      if (!(error instanceof LiveError) || error.kind === "BAD_USER_INPUT") throw error;
      unavailable.push({ account: connected.account, error });
    }
    if (more) break;
  }
  return {
    edges,
    hasNextPage: more,
    hasPreviousPage: Boolean(options.page.after),
    async total() {
      if (unavailable.length > 0) return null;
      const counts = await Promise.all(
        asked.map(async (connected) => totals.get(connected) ?? options.count(connected)),
      );
      return counts.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0);
    },
    unavailable,
  };
}

function isAsked({ account }: ConnectedAccount, id: string | null): boolean {
  if (id === null) return true;
  const { kind, account: key } = readId(id, ["account"]);
  return kind === "account" && key === account.key;
}

/** A position that counts. */
export function readOffset(position: string | undefined): number {
  if (position === undefined) return 0;
  if (/^\d{1,9}$/.test(position)) return Number(position);
  throw new LiveError(
    "BAD_USER_INPUT",
    { en: "This is not a cursor of this API.", zh: "这不是有效的分页游标。" },
    { field: ["after"] },
  );
}
