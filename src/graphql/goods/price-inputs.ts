import { Field, InputType } from "type-graphql";
import { LiveError } from "../../domain/error";
import type { PriceInput } from "../../domain/goods";
import { parseYuan, type CurrencyCode, type Money } from "../../domain/money";
import { CurrencyCodeEnum } from "../enums";
import { OneOf } from "../one-of";
import { DecimalScalar } from "../scalars";

type Path = readonly string[];

@InputType("MoneyInput", { description: "An exact amount of money." })
export class MoneyInput {
  @Field(() => DecimalScalar, {
    description: 'The amount in yuan (元), above 0 and with at most two decimals: `"99.50"`.',
  })
  readonly amount!: string;

  @Field(() => CurrencyCodeEnum, { nullable: true, defaultValue: "CNY", description: "The currency." })
  readonly currency?: CurrencyCode | null;
}

@InputType("MoneyRangeInput", { description: "From one amount to a higher one (价格区间)." })
export class MoneyRangeInput {
  @Field(() => MoneyInput, { description: "The lower end." })
  readonly min!: MoneyInput;

  @Field(() => MoneyInput, { description: "The upper end, not below `min`." })
  readonly max!: MoneyInput;
}

@InputType("DiscountInput", { description: "A reduced price (折扣价)." })
export class DiscountInput {
  @Field(() => MoneyInput, { description: "The price before (原价)." })
  readonly original!: MoneyInput;

  @Field(() => MoneyInput, { description: "The price now (现价), not above `original`." })
  readonly current!: MoneyInput;
}

@OneOf()
@InputType("GoodsPriceInput", { description: "A price: exactly one of the three." })
export class GoodsPriceInput {
  @Field(() => MoneyInput, { nullable: true, description: "One price (一口价)." })
  readonly fixed?: MoneyInput | null;

  @Field(() => MoneyRangeInput, { nullable: true, description: "From one amount to another." })
  readonly range?: MoneyRangeInput | null;

  @Field(() => DiscountInput, { nullable: true, description: "A price before and a lower price now." })
  readonly discounted?: DiscountInput | null;
}

/** A price whose amounts are positive, exact to the fen, and in order. */
export function toPrice({ fixed, range, discounted }: GoodsPriceInput, field: Path): PriceInput {
  if (range) {
    const amount = toMoney(range.min, [...field, "range", "min", "amount"]);
    const maxAmount = toMoney(range.max, [...field, "range", "max", "amount"]);
    if (maxAmount.minorUnits >= amount.minorUnits) return { kind: "RANGE", amount, maxAmount };
    throw refuse([...field, "range", "max"], "max must not be below min.", "max 不能低于 min。");
  }
  if (discounted) {
    const originalAmount = toMoney(discounted.original, [...field, "discounted", "original", "amount"]);
    const amount = toMoney(discounted.current, [...field, "discounted", "current", "amount"]);
    if (amount.minorUnits <= originalAmount.minorUnits) return { kind: "DISCOUNTED", amount, originalAmount };
    throw refuse([...field, "discounted", "current"], "current must not be above original.", "现价不能高于原价。");
  }
  return { kind: "FIXED", amount: toMoney(fixed as MoneyInput, [...field, "fixed", "amount"]) };
}

function toMoney({ amount }: MoneyInput, field: Path): Money {
  const money = parseYuan(amount);
  if (!money) throw refuse(field, "An amount has at most two decimals.", "金额最多保留两位小数。");
  if (money.minorUnits <= 0) throw refuse(field, "An amount must be above 0.", "金额须大于 0。");
  if (money.minorUnits > MOST) throw refuse(field, "The amount is too large.", "金额过大。");
  return money;
}

/** The largest amount that `Money.minorUnits` can show. */
const MOST = 2 ** 31 - 1;

function refuse(field: Path, en: string, zh: string): LiveError {
  return new LiveError("INVALID_INPUT", { en, zh }, { field });
}
