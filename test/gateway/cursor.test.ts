import fc from "fast-check";
import { LiveError } from "../../src/domain/error";
import { decodeCursor, encodeCursor } from "../../src/gateway/cursor";

const connection = fc.constantFrom("rooms", "library", "goods:room:wechat:3", "replays:room:wechat:4");
const positions = fc.dictionary(
  fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,10}$/),
  fc.string({ unit: "grapheme", maxLength: 5 }),
  {
    maxKeys: 5,
    noNullPrototype: true,
  },
);

test("a cursor is read as what it was made from", () => {
  fc.assert(
    fc.property(connection, positions, (name, places) => {
      expect(decodeCursor(name, encodeCursor(name, places))).toEqual(places);
    }),
  );
});

test("a cursor of another list is refused", () => {
  fc.assert(
    fc.property(connection, connection, positions, (name, other, places) => {
      fc.pre(name !== other);
      expect(refusalOf(() => decodeCursor(other, encodeCursor(name, places)))).toEqual(["after"]);
    }),
  );
});

test("anything else is refused, and never a crash", () => {
  const base64 = (text: string) => Buffer.from(text).toString("base64url");
  const garbage = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.base64String(),
    fc.json().map(base64),
    fc.tuple(fc.constant("rooms"), fc.jsonValue()).map((parts) => base64(JSON.stringify(parts))),
  );
  fc.assert(
    fc.property(garbage, (text) => {
      try {
        const places = decodeCursor("rooms", text);
        expect(Object.values(places).every((place) => typeof place === "string")).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ kind: "BAD_USER_INPUT", details: { field: ["after"] } });
      }
    }),
  );
  expect(refusalOf(() => decodeCursor("rooms", encodeCursor("rooms", { wechat: "x".repeat(5000) })))).toEqual([
    "after",
  ]);
});

function refusalOf(work: () => unknown): readonly string[] | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof LiveError && error.kind === "BAD_USER_INPUT") return error.details.field;
    throw error;
  }
  throw new Error("nothing was refused");
}
