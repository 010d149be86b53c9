import type { GoodsPrice, PriceInput } from "../../../domain/goods";
import { fen, parseYuan, toYuan, type Money } from "../../../domain/money";

/*
 * WeChat writes prices in three kinds: 1 fixed, 2 from price to price2, 3 reduced from price to price2. The unit is
 * yuan (元) wherever prices are written and in the goods library, and fen (分) in the list of rooms.
 */

interface WirePrice {
  readonly kind: number | null | undefined;
  readonly price: number | string | null | undefined;
  readonly price2: number | string | null | undefined;
}

export function fromYuan({ kind, price, price2 }: WirePrice): GoodsPrice {
  return toPrice(kind, readYuan(price), readYuan(price2));
}

/**
 * Fen, unless the number has a fraction: goods that came onto the shelf during a broadcast have been seen in yuan.
 * `doubtful` is told then, so that it can be logged.
 */
export function fromFen({ kind, price, price2 }: WirePrice, doubtful: () => void): GoodsPrice {
  const read = (value: number | string | null | undefined): Money | null => {
    if (value === null || value === undefined || value === "") return null;
    const number = Number(value);
    if (Number.isSafeInteger(number)) return fen(number);
    doubtful();
    return readYuan(value);
  };
  return toPrice(kind, read(price), read(price2));
}

/**
 * A price that was written here, and is told in another unit than it was taken for; `convert` leads from the one to the
 * other. WeChat has been seen to tell one of two amounts in yuan among amounts in fen, so each may be right by itself.
 */
export function inWrittenUnit(
  price: GoodsPrice,
  writtenFen: readonly number[] | undefined,
  convert: (amount: number) => number,
): GoodsPrice {
  if (!writtenFen || isSame(amountsOf(price), writtenFen)) return price;
  const convertAll = (isWanted: (amount: number) => boolean): GoodsPrice => {
    const each = (money: Money | null) =>
      money && isWanted(money.minorUnits) ? { ...money, minorUnits: convert(money.minorUnits) } : money;
    return {
      ...price,
      amount: each(price.amount),
      maxAmount: each(price.maxAmount),
      originalAmount: each(price.originalAmount),
    };
  };
  const candidates = [convertAll(() => true), convertAll((amount) => !writtenFen.includes(amount))];
  return candidates.find((candidate) => isSame(amountsOf(candidate), writtenFen)) ?? price;
}

/** The amounts of a price in fen, in ascending order: the same whatever they mean. */
export function amountsOf({ amount, maxAmount, originalAmount }: GoodsPrice): number[] {
  return [amount, maxAmount, originalAmount].flatMap((money) => money?.minorUnits ?? []).sort((a, b) => a - b);
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.join() === b.join();
}

function readYuan(value: number | string | null | undefined): Money | null {
  return value === null || value === undefined ? null : parseYuan(String(value));
}

function toPrice(kind: number | null | undefined, price: Money | null, price2: Money | null): GoodsPrice {
  const none = { amount: null, maxAmount: null, originalAmount: null, display: null };
  switch (kind) {
    case 1:
      return { ...none, kind: "FIXED", amount: price };
    case 2:
      return { ...none, kind: "RANGE", amount: price, maxAmount: price2 };
    case 3:
      return { ...none, kind: "DISCOUNTED", amount: price2, originalAmount: price };
    default:
      return { ...none, kind: "UNKNOWN", amount: price };
  }
}

/** What goods add and update take. price2 is left out of a fixed price. */
export function fromPriceInput(input: PriceInput): { priceType: number; price: number; price2?: number } {
  switch (input.kind) {
    case "FIXED":
      return { priceType: 1, price: toYuan(input.amount) };
    case "RANGE":
      return { priceType: 2, price: toYuan(input.amount), price2: toYuan(input.maxAmount) };
    case "DISCOUNTED":
      return { priceType: 3, price: toYuan(input.originalAmount), price2: toYuan(input.amount) };
  }
}
