import type { Call } from "../../../domain/call";
import type { Facts } from "../../../domain/facts";
import type { Goods, GoodsReviewStatus, PriceInput } from "../../../domain/goods";
import type { WechatContext } from "./context";
import type { GoodsReading } from "./goods-reading";
import { amountsOf } from "./price";

/**
 * Goods that may have come of an addition whose answer was lost, or that said only that the submission failed (300021).
 * The newest first: a library may hold goods of the same name that another program made, and ours came last. Where none
 * wait for their review they may have been judged since; there the library is large, and only what is above the mark,
 * and so newer than anything that had been seen before the addition, can be ours. Without a mark nothing there is.
 */
export async function findCreatedGoods(
  { ledger }: WechatContext,
  reading: GoodsReading,
  facts: Facts,
  mark: string,
  call: Call,
): Promise<readonly Goods[]> {
  /** Those that fit and that no record says are another addition's. */
  async function search(statuses: readonly GoodsReviewStatus[], above: number): Promise<readonly Goods[]> {
    const found: Goods[] = [];
    for (const status of statuses) {
      for (let offset: number | null = 0; offset !== null;) {
        const page: Awaited<ReturnType<GoodsReading["listGoods"]>> = await reading.listGoods(
          status,
          offset,
          reading.pageSize,
          call,
        );
        found.push(...page.items.filter((goods) => Number(goods.nativeId) > above && fits(goods, facts)));
        offset = page.next === null ? null : Number(page.next);
      }
    }
    const records = await ledger.goods(found.map(({ nativeId }) => nativeId));
    return found
      .filter((_, index) => records[index] === undefined)
      .sort((a, b) => Number(b.nativeId) - Number(a.nativeId));
  }
  const waiting = await search(["PENDING", "UNSUBMITTED"], 0);
  return waiting.length > 0 || mark === "" ? waiting : search(["APPROVED", "REJECTED"], Number(mark));
}

/** The amounts of a price in ascending order, to know them again. */
export function fenOf(price: PriceInput): number[] {
  const amounts = Object.values(price).flatMap((value) => (typeof value === "string" ? [] : [value.minorUnits]));
  return amounts.sort((a, b) => a - b);
}

/** By everything that was written. Whether the library tells yuan or fen is in doubt, so either will do. */
function fits({ name, link, price, editableByApi }: Goods, facts: Facts): boolean {
  // Made in the console by hand.
  if (editableByApi === false) return false;
  const told = amountsOf(price);
  const asYuan = told.join() === facts["fen"];
  const asFen = told.map((amount) => amount / 100).join() === facts["fen"];
  return name === facts["name"] && link === facts["link"] && price.kind === facts["kind"] && (asYuan || asFen);
}
