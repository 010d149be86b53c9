import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { createSealer, readSealingKeys } from "../../src/store/seal";

const keys = fc.uint8Array({ minLength: 32, maxLength: 32 });

test("what was sealed opens with the key, for the same thing, and shows nothing of itself", () => {
  fc.assert(
    fc.property(keys, fc.string({ minLength: 8 }), fc.string(), (key, text, about) => {
      const sealer = createSealer([key]);
      const sealed = sealer.seal(text, about);
      expect(sealer.open(sealed, about)).toBe(text);
      expect(sealed).not.toContain(text);
      // The same text is never sealed alike.
      expect(sealer.seal(text, about)).not.toBe(sealed);
    }),
  );
});

test("in another's place, with another key, or with one character changed, it does not open", () => {
  fc.assert(
    fc.property(keys, keys, fc.string(), fc.nat(), (key, other, text, at) => {
      const sealed = createSealer([key]).seal(text, "wechat:a:access-token");
      expect(createSealer([key]).open(sealed, "wechat:b:access-token")).toBeNull();
      if (!Buffer.from(key).equals(other))
        expect(createSealer([other]).open(sealed, "wechat:a:access-token")).toBeNull();
      const box = Buffer.from(sealed.slice(sealed.lastIndexOf(".") + 1), "base64url");
      const index = at % box.length;
      box.writeUInt8(box.readUInt8(index) ^ 1, index);
      const changed = sealed.slice(0, sealed.lastIndexOf(".") + 1) + box.toString("base64url");
      expect(createSealer([key]).open(changed, "wechat:a:access-token")).toBeNull();
    }),
  );
});

test("nothing that is no seal opens or throws", () => {
  const sealer = createSealer([randomBytes(32)]);
  const [version = "", id = ""] = sealer.seal("", "").split(".");
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(sealer.open(text, "")).toBeNull();
      expect(sealer.open(`${version}.${id}.${text}`, "")).toBeNull();
    }),
  );
});

test("the first key seals, and the old one still opens until it is taken away", () => {
  const [before, after] = [randomBytes(32), randomBytes(32)];
  const old = createSealer([before]);
  const both = createSealer([after, before]);
  const recent = createSealer([after]);
  const sealedBefore = old.seal("T", "a");
  expect(both.open(sealedBefore, "a")).toBe("T");
  expect(recent.open(sealedBefore, "a")).toBeNull();
  expect(recent.open(both.seal("T", "a"), "a")).toBe("T");
  expect(old.open(both.seal("T", "a"), "a")).toBeNull();
  // A replica with the new key knows what one with the old key kept.
  expect(both.fingerprints("T")).toContain(old.fingerprints("T")[0]);
  expect(both.fingerprints("T")[0]).toBe(recent.fingerprints("T")[0]);
});

test("keys are read from base64 and hexadecimal", () => {
  const [first, second] = [randomBytes(32), randomBytes(32)];
  const read = readSealingKeys(`${first.toString("base64")}, ${second.toString("hex")},${first.toString("base64url")}`);
  expect(read?.map((key) => Buffer.from(key).toString("hex"))).toEqual(
    [first, second, first].map((key) => key.toString("hex")),
  );
});

test.each(["", "secret", randomBytes(16).toString("hex"), `${randomBytes(32).toString("base64")},`, "z".repeat(64)])(
  "%p is no key",
  (text) => {
    expect(readSealingKeys(text)).toBeNull();
  },
);
