import fc from "fast-check";
import type { PriceInput } from "../../../src/domain/goods";
import { fen } from "../../../src/domain/money";
import {
  amountsOf,
  fromFen,
  fromPriceInput,
  fromYuan,
  inWrittenUnit,
} from "../../../src/providers/wechat/adapter/price";
import { fromReplayTime, fromSeconds, toSeconds } from "../../../src/providers/wechat/adapter/time";
import { hasSpecialCharacters, widthOf } from "../../../src/providers/wechat/adapter/width";

const money = fc.integer({ min: 1, max: 2 ** 31 - 1 }).map(fen);
const price: fc.Arbitrary<PriceInput> = fc.oneof(
  money.map((amount) => ({ kind: "FIXED" as const, amount })),
  fc.tuple(money, money).map(([amount, maxAmount]) => ({ kind: "RANGE" as const, amount, maxAmount })),
  fc.tuple(money, money).map(([amount, originalAmount]) => ({ kind: "DISCOUNTED" as const, amount, originalAmount })),
);
const never = () => {
  throw new Error("this price is not doubtful");
};

describe("prices", () => {
  test("what is written in yuan is read from the library as it was", () => {
    fc.assert(
      fc.property(price, fc.boolean(), (input, asText) => {
        const { priceType, price: first, price2 } = fromPriceInput(input);
        const wire = (value: number | undefined) => (asText && value !== undefined ? String(value) : value);
        expect(fromYuan({ kind: priceType, price: wire(first), price2: wire(price2) })).toMatchObject(input);
      }),
    );
  });

  test("a JSON number of yuan has no more than two decimals", () => {
    fc.assert(
      fc.property(price, (input) => {
        const { price: first, price2 = 0 } = fromPriceInput(input);
        for (const value of [first, price2]) expect(JSON.stringify(value)).toMatch(/^\d+(?:\.\d{1,2})?$/);
      }),
    );
  });

  test("the room list counts in fen, and a fraction there can only be yuan", () => {
    fc.assert(
      fc.property(money, (amount) => {
        expect(fromFen({ kind: 1, price: amount.minorUnits, price2: 0 }, never).amount).toEqual(amount);
      }),
    );
    const doubtful = jest.fn();
    expect(fromFen({ kind: 1, price: 99.5, price2: null }, doubtful).amount).toEqual(fen(9950));
    expect(doubtful).toHaveBeenCalledTimes(1);
  });

  describe("that were written here", () => {
    /** As WeChat tells an amount of fen in its list of rooms: in fen, or, wrongly, in yuan. */
    const units = fc.tuple(fc.boolean(), fc.boolean());
    /** Whole yuan: of anything else the fraction tells the unit. */
    const wholeYuan = fc.integer({ min: 1, max: 20_000_000 }).map((yuan) => fen(yuan * 100));
    const wholePrice = fc.oneof(
      wholeYuan.map((amount) => ({ kind: "FIXED" as const, amount })),
      fc.tuple(wholeYuan, wholeYuan).map(([amount, maxAmount]) => ({ kind: "RANGE" as const, amount, maxAmount })),
      fc
        .tuple(wholeYuan, wholeYuan)
        .map(([amount, originalAmount]) => ({ kind: "DISCOUNTED" as const, amount, originalAmount })),
    );
    const toFen = (amount: number) => amount * 100;
    const toYuan = (amount: number) => amount / 100;

    test("are known in the list of rooms, whichever of two amounts is told in yuan", () => {
      fc.assert(
        fc.property(wholePrice, units, (input, [first, second]) => {
          const { priceType, price: one, price2: two = 0 } = fromPriceInput(input);
          const written = fromYuan({ kind: priceType, price: one, price2: two });
          const wire = {
            kind: priceType,
            price: first ? one : Math.round(one * 100),
            price2: second ? two : Math.round(two * 100),
          };
          const writtenFen = amountsOf(written);
          // Of 100 and 10,000 yuan nobody can tell which of the two 10,000 is.
          fc.pre(writtenFen[1] !== (writtenFen[0] as number) * 100);
          const read = inWrittenUnit(fromFen(wire, never), writtenFen, toFen);
          expect(amountsOf(read)).toEqual(writtenFen);
        }),
      );
    });

    test("are known in the library, told in fen", () => {
      fc.assert(
        fc.property(price, (input) => {
          const { priceType, price: one, price2: two = 0 } = fromPriceInput(input);
          const written = fromYuan({ kind: priceType, price: one, price2: two });
          const told = fromYuan({ kind: priceType, price: Math.round(one * 100), price2: Math.round(two * 100) });
          expect(inWrittenUnit(told, amountsOf(written), toYuan)).toEqual(written);
          expect(inWrittenUnit(written, amountsOf(written), toYuan)).toBe(written);
        }),
      );
    });

    test("and are another now stay as they are told", () => {
      const told = fromFen({ kind: 2, price: 9900, price2: 19_900 }, never);
      for (const writtenFen of [undefined, [], [9900], [9900, 20_000], [1, 2], [990_000, 5]]) {
        expect(inWrittenUnit(told, writtenFen, toFen)).toBe(told);
      }
    });
  });

  test.each([undefined, null, 0, 4, -1])("a kind %p that WeChat does not document is UNKNOWN", (kind) => {
    expect(fromYuan({ kind, price: 1, price2: 2 })).toMatchObject({ kind: "UNKNOWN", amount: fen(100) });
  });

  test.each(["", "面议", "1.234", null, undefined, Number.NaN])("%p is no amount", (value) => {
    expect(fromYuan({ kind: 1, price: value, price2: null }).amount).toBeNull();
  });
});

describe("widths", () => {
  test("a text is as wide as its parts", () => {
    const text = fc.string({ unit: "grapheme" });
    fc.assert(fc.property(text, text, (a, b) => expect(widthOf(a + b)).toBe(widthOf(a) + widthOf(b))));
  });

  test("ASCII counts 1 and Chinese 2", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => expect(widthOf(text)).toBe(text.length)));
    expect(widthOf("直播测试3")).toBe(9);
    expect(widthOf("𠮷野家")).toBe(6);
  });

  test.each([
    "直播测试3",
    "TIT茶杯",
    "双11、预热（上）！",
    "50% off-season",
    "Ange's".replace("'", ""),
    "A·B《书》“好”…",
  ])("%s has no special characters", (text) => expect(hasSpecialCharacters(text)).toBe(false));
  test.each(["直播😀", "茶🍵", "a\nb", "a\u0000b", "100¥", "☆新品", "<b>", "a{b}", "a\\b", "a^b", "\u200b"])(
    "%j has",
    (text) => expect(hasSpecialCharacters(text)).toBe(true),
  );
});

describe("times", () => {
  test("whole seconds survive, 0 and less are no time", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 33 }), (seconds) => {
        const date = fromSeconds(seconds);
        expect(date && toSeconds(date)).toBe(seconds);
      }),
    );
    for (const nothing of [0, -1, null, undefined]) expect(fromSeconds(nothing)).toBeNull();
  });

  test.each([
    ["2020-11-11T03:49:55", "2020-11-10T19:49:55.000Z"],
    ["2020-11-11 03:49:55", "2020-11-10T19:49:55.000Z"],
    ["2020-11-11T03:49:55Z", "2020-11-11T03:49:55.000Z"],
    ["2020-11-11T03:49:55+09:00", "2020-11-10T18:49:55.000Z"],
  ])("a replay's %s is %s", (text, expected) => expect(fromReplayTime(text)?.toISOString()).toBe(expected));

  test.each(["", "2106-02-07T14:28:15", "2106-02-07T06:28:15Z", "0001-13-45T00:00:00", "soon", "2020-11-11", null])(
    "a replay's %p is no time",
    (text) => expect(fromReplayTime(text)).toBeNull(),
  );
});
