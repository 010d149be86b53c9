import fc from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { deepFreeze, isSame, keepIdentity } from "../../src/gateway/freeze";
import { fromPlainText, toPlainText } from "../../src/gateway/plain-text";

/** Values such as domain objects are made of. */
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.date({ noInvalidDate: true })),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "length", "time"), tie("value"), { maxKeys: 3 }),
  ),
})).value;

/** Another object that says the same. */
const copy = (value: unknown) => fromPlainText(toPlainText(value));

test("two values are the same exactly if they say the same", () => {
  fc.assert(fc.property(plain, plain, (a, b) => expect(isSame(a, b)).toBe(isDeepStrictEqual(copy(a), copy(b)))));
  fc.assert(fc.property(plain, (a) => expect(isSame(a, copy(a))).toBe(true)));
});

test("a field that is undefined is one that is not there", () => {
  expect(isSame({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(isSame({ a: 1 }, { a: 1, b: undefined })).toBe(true);
  expect(isSame({ a: 1 }, { a: 1, b: null })).toBe(false);
  expect(isSame({ a: 1, b: undefined }, { a: 1, c: undefined })).toBe(true);
  expect(isSame([], {})).toBe(false);
  expect(isSame(new Date(0), {})).toBe(false);
});

test("text brings back what went in", () => {
  fc.assert(fc.property(plain, (value) => expect(fromPlainText(toPlainText(value))).toEqual(value)));
});

test("what says the same again is the object from before; what does not is frozen through and through", () => {
  const before = deepFreeze({ at: new Date(0), tags: ["a"] });
  expect(keepIdentity(before, { at: new Date(0), tags: ["a"] })).toBe(before);
  const other = keepIdentity(before, { at: new Date(1), tags: ["a"] });
  expect(other.at).toEqual(new Date(1));
  expect([other, other.tags].every((part) => Object.isFrozen(part))).toBe(true);
});
