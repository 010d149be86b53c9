import type { GoodsPrice, PriceInput } from "../../../domain/goods";
import { formatAmount, parseYuan, type Money } from "../../../domain/money";

/*
 * Qiniu's prices are text for people, such as 199元 or ￥298. The text is always shown; amounts only where it is plainly
 * a number of yuan.
 */

const ONE = /^(?:¥|CNY|RMB)?\s*((?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,2})?)\s*(?:元|圆|块)?$/i;
const RANGE = /^(.+?)\s*(?:-|~|—|–|至|到)\s*(.+)$/;

export function fromPriceTexts(current: string, original: string): GoodsPrice {
  const none = { amount: null, maxAmount: null, originalAmount: null, display: current };
  const amount = parsePrice(current);
  if (amount) {
    const before = parsePrice(original);
    if (before && before.minorUnits > amount.minorUnits)
      return { ...none, kind: "DISCOUNTED", amount, originalAmount: before };
    return { ...none, kind: "FIXED", amount };
  }
  const ends = RANGE.exec(plain(current));
  const low = ends && parsePrice(ends[1] as string);
  const high = ends && parsePrice(ends[2] as string);
  if (low && high && low.minorUnits <= high.minorUnits) return { ...none, kind: "RANGE", amount: low, maxAmount: high };
  return { ...none, kind: "UNKNOWN" };
}

function parsePrice(text: string): Money | null {
  const match = ONE.exec(plain(text));
  return match ? parseYuan((match[1] as string).replaceAll(",", "")) : null;
}

/** Full-width digits and signs, as Chinese keyboards give them (￥１９９), are read like the others. */
function plain(text: string): string {
  return text.normalize("NFKC").trim();
}

/** The texts that a buyer sees and that read back as the same price. */
export function toPriceTexts(price: PriceInput): { current_price: string; origin_price?: string } {
  switch (price.kind) {
    case "FIXED":
      return { current_price: `${amountText(price.amount)}元` };
    case "RANGE":
      return { current_price: `${amountText(price.amount)}-${amountText(price.maxAmount)}元` };
    case "DISCOUNTED":
      return {
        current_price: `${amountText(price.amount)}元`,
        origin_price: `${amountText(price.originalAmount)}元`,
      };
  }
}

/** 199 for 199.00, 99.50 for 99.50: as prices are written on a label. */
function amountText(money: Money): string {
  return formatAmount(money).replace(/\.00$/, "");
}
