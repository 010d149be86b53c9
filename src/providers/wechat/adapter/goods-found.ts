import type { Call } from "../../../domain/call";
import type { Facts } from "../../../domain/facts";
import type { Goods, GoodsPrice, PriceInput } from "../../../domain/goods";
import type { WechatContext } from "./context";
import type { GoodsReading } from "./goods-reading";

/**
 * Goods that may have come of an addition whose answer was lost, or that said only that the submission failed (300021).
 * The newest first: a library may hold goods of the same name that another program made, and ours came last.
 */
export async function findCreatedGoods(
  { ledger }: WechatContext,
  reading: GoodsReading,
  facts: Facts,
  call: Call,
): Promise<readonly Goods[]> {
  const found: Goods[] = [];
  for (const status of ["PENDING", "UNSUBMITTED"] as const) {
    for (let offset: number | null = 0; offset !== null;) {
      const page: Awaited<ReturnType<GoodsReading["listGoods"]>> = await reading.listGoods(
        status,
        offset,
        reading.pageSize,
        call,
      );
      found.push(...page.items.filter((goods) => fits(goods, facts)));
      offset = page.next === null ? null : Number(page.next);
    }
  }
  const records = await ledger.goods(found.map(({ nativeId }) => nativeId));
  return found
    .filter((_, index) => records[index] === undefined)
    .sort((a, b) => Number(b.nativeId) - Number(a.nativeId));
}

/** The amounts of a price in ascending order, to know them again. */
export function fenOf(price: PriceInput): number[] {
  const amounts = Object.values(price).flatMap((value) => (typeof value === "string" ? [] : [value.minorUnits]));
  return amounts.sort((a, b) => a - b);
}

/** By everything that was written. Whether the library tells yuan or fen is in doubt, so either will do. */
function fits({ name, link, price }: Goods, facts: Facts): boolean {
  const told = amountsOf(price);
  const asYuan = told.join() === facts["fen"];
  const asFen = told.map((amount) => amount / 100).join() === facts["fen"];
  return name === facts["name"] && link === facts["link"] && price.kind === facts["kind"] && (asYuan || asFen);
}

function amountsOf({ amount, maxAmount, originalAmount }: GoodsPrice): number[] {
  const amounts = [amount, maxAmount, originalAmount].flatMap((money) => money?.minorUnits ?? []);
  return amounts.sort((a, b) => a - b);
}
