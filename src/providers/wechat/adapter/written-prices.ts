import { LRUCache } from "lru-cache";
import { cutIntoChunks } from "../../../domain/chunks";
import type { Clock } from "../../../domain/clock";
import type { Log } from "../../../domain/log";
import type { WechatLedger } from "./ledger";

/** The prices that the gateway has written, in fen: by them it knows the unit in which WeChat tells a price. */
export interface WrittenPrices {
  /** By goods id; only of goods whose price was written here. What the ledger does not answer for is left out. */
  read(goodsIds: Iterable<string>): Promise<ReadonlyMap<string, readonly number[]>>;
  /** Says in the log that a price is told in an unexpected unit; once of the same goods, which are read all the time. */
  doubt(goodsId: string, text: string): void;
  /** Another price has been written. */
  forget(goodsId: string): void;
}

interface Known {
  readonly fen: readonly number[] | null;
  readonly until: number;
}

const MOST_KNOWN = 20_000;
/** Another replica's writes are seen that much later. */
const KNOWN_FOR = 60_000;
const ASKED_AT_ONCE = 100;
const MOST_DOUBTED = 1_000;

export interface WrittenPricesOptions {
  readonly ledger: WechatLedger;
  readonly accountKey: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** The list of rooms tells the same goods every few seconds, so what the ledger says of them is kept for a minute. */
export function createWrittenPrices({ ledger, accountKey, clock, log }: WrittenPricesOptions): WrittenPrices {
  const known = new LRUCache<string, Known>({ max: MOST_KNOWN });
  const doubted = new LRUCache<string, true>({ max: MOST_DOUBTED });

  async function ask(goodsIds: readonly string[]): Promise<void> {
    for (const chunk of cutIntoChunks(goodsIds, ASKED_AT_ONCE)) {
      const records = await ledger.goods(chunk);
      const until = clock.now() + KNOWN_FOR;
      for (const [index, goodsId] of chunk.entries()) {
        known.set(goodsId, { fen: records[index]?.writtenFen ?? null, until });
      }
    }
  }

  return {
    async read(goodsIds) {
      const wanted = new Set(goodsIds);
      const missing = [...wanted].filter((goodsId) => !(clock.now() < (known.get(goodsId)?.until ?? 0)));
      await ask(missing).catch((error: unknown) =>
        log.warn({ err: error, account: accountKey }, "the ledger could not be read"),
      );
      const written = new Map<string, readonly number[]>();
      for (const goodsId of wanted) {
        const fen = known.get(goodsId)?.fen;
        if (fen) written.set(goodsId, fen);
      }
      return written;
    },
    doubt(goodsId, text) {
      const about = `${goodsId}: ${text}`;
      if (doubted.has(about)) return;
      doubted.set(about, true);
      log.warn({ account: accountKey, goods: goodsId }, text);
    },
    forget: (goodsId) => void known.delete(goodsId),
  };
}
