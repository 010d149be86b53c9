import fc from "fast-check";
import { parseJson } from "../../src/upstream/json";

test("no digit of a whole number is lost, however long it is and wherever it stands", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (number) => {
      const parsed = parseJson(`{"data":{"list":[{"live_id":${number},"count":1}]}}`) as {
        data: { list: { live_id: unknown; count: unknown }[] };
      };
      const [row] = parsed.data.list;
      expect(String(row?.live_id)).toBe(String(number));
      expect(typeof row?.live_id).toBe(isSafe(number) ? "number" : "string");
      expect(row?.count).toBe(1);
    }),
  );
});

test("everything else is read as JSON.parse reads it", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      const expected: unknown = JSON.parse(text, (_key, inner: unknown) => (isInexact(inner) ? String(inner) : inner));
      expect(parseJson(text)).toEqual(expected);
    }),
  );
});

test.each(["", "{", '{"a":1', "<html>", "NaN", '{"a":1234567890123456789', "undefined", "{'a':1}"])(
  "%j is no JSON",
  (text) => expect(() => parseJson(text)).toThrow(SyntaxError),
);

test("a key that would change what every object has changes nothing", () => {
  const parsed = parseJson('{"__proto__":{"polluted":1},"id":12345678901234567890}') as object;
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(Object.getPrototypeOf(parsed)).not.toHaveProperty("polluted");
});

/** A whole number that JSON.stringify wrote in digits, of which a double does not hold the last ones. */
function isInexact(value: unknown): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value as number) < 1e21;
}

function isSafe(number: bigint): boolean {
  return number >= BigInt(Number.MIN_SAFE_INTEGER) && number <= BigInt(Number.MAX_SAFE_INTEGER);
}
