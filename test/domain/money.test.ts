import fc from "fast-check";
import { fen, formatAmount, isDecimal, parseYuan, toYuan, yuan } from "../../src/domain/money";

/** As much as the API can show, and more than anybody charges. */
const minorUnits = fc.integer({ min: -(2 ** 31), max: 2 ** 31 });

test("an amount survives its way through text", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (units) => expect(parseYuan(formatAmount(fen(units)))).toEqual(fen(units))),
  );
});

test("an amount is written with both decimals and no sign of its own for nothing", () => {
  fc.assert(fc.property(minorUnits, (units) => expect(formatAmount(fen(units))).toMatch(/^-?(?:0|[1-9]\d*)\.\d\d$/)));
  expect(formatAmount(fen(0))).toBe("0.00");
  expect(formatAmount(fen(-5))).toBe("-0.05");
  expect(Object.is(parseYuan("-0.00")?.minorUnits, 0)).toBe(true);
});

test("an amount survives its way through a JSON number", () => {
  fc.assert(
    fc.property(minorUnits, (units) => {
      const sent = JSON.parse(JSON.stringify({ price: toYuan(fen(units)) })) as { price: number };
      expect(yuan(sent.price)).toEqual(fen(units));
    }),
  );
});

test("yuan and fen are the same decimal, two places apart", () => {
  const digits = fc.stringMatching(/^(?:0|[1-9]\d{0,11})$/);
  const fraction = fc.stringMatching(/^\d{0,2}$/);
  fc.assert(
    fc.property(digits, fraction, fc.nat({ max: 6 }), (whole, part, zeros) => {
      const text = part === "" ? whole : `${whole}.${part}${"0".repeat(zeros)}`;
      const expected = BigInt(whole) * 100n + BigInt(part.padEnd(2, "0"));
      expect(BigInt(parseYuan(text)?.minorUnits ?? -1)).toBe(expected);
    }),
  );
});

test("more decimals than a fen can hold are refused, never rounded", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,12}\.\d{2}\d{0,8}[1-9]$/), (text) => expect(parseYuan(text)).toBeNull()),
  );
});

test.each([0.1 + 0.2, 99.999, 1e-7, 1e21, Number.NaN, Infinity, -Infinity])("%p is no number of yuan", (value) => {
  expect(yuan(value)).toBeNull();
});

test.each([
  [99.5, 9950],
  [88.01, 8801],
  [0.07, 7],
  [1.1, 110],
  [4.35, 435],
  [1.005e2, 10050],
  [0, 0],
])("%d yuan are %d fen", (value, units) => expect(yuan(value)).toEqual(fen(units)));

test.each(["", " ", "1e2", "0x10", "1,000", "１", "+1", ".5", "5.", "1.2.3", "NaN", "--1", "1 ", "9".repeat(17)])(
  "%j is no amount",
  (text) => expect(parseYuan(text)).toBeNull(),
);

test("what is a decimal is what can be read as one, but for its length", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.float().map(String), fc.stringMatching(/^-?\d{1,20}(\.\d{1,4})?$/)),
      (text) => {
        if (parseYuan(text)) expect(isDecimal(text)).toBe(true);
        if (isDecimal(text)) expect(Number.isNaN(Number(text))).toBe(false);
      },
    ),
  );
});
