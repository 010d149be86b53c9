import fc from "fast-check";
import { ACCOUNT_KEY, formatId, nodeKinds, parseId } from "../../src/domain/id";

const accountKey = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/);
/** Whatever a provider may use: anything but nothing and control characters. */
const native = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 100 })
  .filter((text) => !/\p{Cc}/u.test(text) && text.length <= 400);
const kind = fc.constantFrom(...nodeKinds);

test("an id that was written is read as what it was written from", () => {
  fc.assert(
    fc.property(kind, accountKey, native, (of, account, id) => {
      const expected = of === "account" ? account : id;
      expect(parseId(formatId(of, account, expected))).toEqual({ kind: of, account, native: expected });
    }),
  );
});

test("two things never have the same id", () => {
  const thing = fc.tuple(kind, accountKey, native);
  fc.assert(
    fc.property(thing, thing, (a, b) => {
      const isSame = a[0] === b[0] && a[1] === b[1] && (a[0] === "account" || a[2] === b[2]);
      expect(formatId(...a) === formatId(...b)).toBe(isSame);
    }),
  );
});

test("whatever is taken for an id is written again as it was", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 600 }),
    fc
      .tuple(fc.constantFrom(...nodeKinds, "Room", "", "constructor"), fc.string(), fc.string())
      .map((parts) => parts.join(":")),
    fc.tuple(kind, accountKey, fc.string({ unit: "binary" })).map((parts) => parts.join(":")),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      const id = parseId(text);
      if (id === null) return;
      expect(formatId(id.kind, id.account, id.native)).toBe(text);
      expect(id.account).toMatch(ACCOUNT_KEY);
      expect(id.native).not.toBe("");
    }),
  );
});

test.each([
  "",
  ":",
  "room",
  "room:",
  "room:wechat",
  "room:wechat:",
  "room::33",
  ":wechat:33",
  "Room:wechat:33",
  "ROOM:wechat:33",
  "livestream:wechat:33",
  "__proto__:wechat:33",
  "room:WeChat:33",
  "room:we_chat:33",
  "room:-wechat:33",
  "room:wechat-:33",
  "room:wechat\n:33",
  "room: wechat:33",
  `room:${"a".repeat(33)}:33`,
  "room:wechat:3\u00003",
  "room:wechat:33\n",
  "room:wechat:\u007f",
  "account:",
  "account:wechat:33",
  "account:WeChat",
  `room:wechat:${"3".repeat(600)}`,
  " room:wechat:33",
])("%j is no id", (text) => {
  expect(parseId(text)).toBeNull();
});

test("the rest belongs to the provider, colons and slashes included", () => {
  expect(parseId("goods:qiniu:2124305168299200512/cup:1")).toEqual({
    kind: "goods",
    account: "qiniu",
    native: "2124305168299200512/cup:1",
  });
});
