import fc from "fast-check";
import type { PriceInput } from "../../../src/domain/goods";
import { fen } from "../../../src/domain/money";
import { fromPriceTexts, toPriceTexts } from "../../../src/providers/qiniu/adapter/price";
import { fromSeconds, toBeijingText } from "../../../src/providers/qiniu/adapter/time";

const money = fc.integer({ min: 1, max: 2 ** 31 - 1 }).map(fen);
const price: fc.Arbitrary<PriceInput> = fc.oneof(
  money.map((amount) => ({ kind: "FIXED" as const, amount })),
  fc.tuple(money, fc.nat({ max: 10_000 })).map(([amount, more]) => ({
    kind: "RANGE" as const,
    amount,
    maxAmount: fen(amount.minorUnits + more),
  })),
  fc.tuple(money, fc.integer({ min: 1, max: 10_000 })).map(([amount, more]) => ({
    kind: "DISCOUNTED" as const,
    amount,
    originalAmount: fen(amount.minorUnits + more),
  })),
);

describe("prices", () => {
  test("a price that was written as text is read as it was", () => {
    fc.assert(
      fc.property(price, (input) => {
        const { current_price, origin_price = "" } = toPriceTexts(input);
        expect(fromPriceTexts(current_price, origin_price)).toMatchObject({ ...input, display: current_price });
      }),
    );
  });

  test.each([
    ["199元", "", { kind: "FIXED", amount: fen(19900) }],
    ["￥298", "", { kind: "FIXED", amount: fen(29800) }],
    ["¥99.50", "¥128.00", { kind: "DISCOUNTED", amount: fen(9950), originalAmount: fen(12800) }],
    ["￥1,299.00", "", { kind: "FIXED", amount: fen(129900) }],
    ["39-59元", "", { kind: "RANGE", amount: fen(3900), maxAmount: fen(5900) }],
    ["39元～59元", "", { kind: "RANGE", amount: fen(3900), maxAmount: fen(5900) }],
    ["￥１９９．５０", "", { kind: "FIXED", amount: fen(19950) }],
    ["199 元", "", { kind: "FIXED", amount: fen(19900) }],
    ["RMB 88", "", { kind: "FIXED", amount: fen(8800) }],
    ["39元到59元", "", { kind: "RANGE", amount: fen(3900), maxAmount: fen(5900) }],
    ["1,29,900元", "", { kind: "UNKNOWN", amount: null }],
    ["199元起", "", { kind: "UNKNOWN", amount: null }],
    ["0.01", "", { kind: "FIXED", amount: fen(1) }],
    // A price before that is not higher is no reduction.
    ["99", "99", { kind: "FIXED", amount: fen(9900), originalAmount: null }],
    ["59-39元", "", { kind: "UNKNOWN", amount: null }],
    ["面议", "", { kind: "UNKNOWN", amount: null }],
    ["免费", "", { kind: "UNKNOWN", amount: null }],
    ["99.999", "", { kind: "UNKNOWN", amount: null }],
    ["$20", "", { kind: "UNKNOWN", amount: null }],
    ["", "", { kind: "UNKNOWN", amount: null }],
  ])("%j, before %j", (current, before, expected) => {
    expect(fromPriceTexts(current, before)).toMatchObject({ ...expected, display: current });
  });

  test("whatever a shop writes is shown and never an error", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.stringMatching(/^[¥￥]?[\d.,]{0,30}[-~至]?[\d.,]{0,30}元?$/),
    );
    fc.assert(
      fc.property(text, text, (current, before) => {
        const read = fromPriceTexts(current, before);
        expect(read.display).toBe(current);
        if (read.amount) expect(Number.isSafeInteger(read.amount.minorUnits)).toBe(true);
      }),
    );
  });
});

describe("times", () => {
  test("a planned time is written as the clocks of Beijing show it", () => {
    const beijing = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Asia/Shanghai",
      dateStyle: "short",
      timeStyle: "medium",
    });
    const date = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
    fc.assert(fc.property(date, (time) => expect(toBeijingText(time)).toBe(beijing.format(time))));
  });

  test("whole seconds survive; 0 and Go's zero time are no time", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 33 }), (seconds) => {
        expect(fromSeconds(seconds)?.getTime()).toBe(seconds * 1000);
      }),
    );
    for (const nothing of [0, -62_135_596_800, null, undefined]) expect(fromSeconds(nothing)).toBeNull();
  });
});
