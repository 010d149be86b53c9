import fc from "fast-check";
import { bytesOf, flat, quote, readable, toBuffer } from "../../src/compiled/text";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom("直播间🍵", '\u2028"\\\n', "\ud800"),
);

test("a quoted text is the JSON of it, in bytes and as text", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const json = JSON.stringify(text);
      expect(readable(quote(text))).toBe(json);
      expect(toBuffer(quote(text)).equals(Buffer.from(json, "utf8"))).toBe(true);
      expect(flat(quote(text))).toBe(quote(text));
    }),
  );
});

test("texts that are put together are their bytes one after the other", () => {
  fc.assert(
    fc.property(anyText, anyText, (one, other) => {
      const [first, second] = [one, other].map((text) => Buffer.from(text).toString()) as [string, string];
      expect(readable(bytesOf(first) + bytesOf(second))).toBe(first + second);
    }),
  );
});
