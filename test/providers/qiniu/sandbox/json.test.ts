import fc from "fast-check";
import { readFirstJson, type JsonNode } from "../../../../src/providers/qiniu/sandbox/wire/json-reader";
import { mergeTextMaps, textMap, writeJson } from "../../../../src/providers/qiniu/sandbox/wire/json-writer";

function toValue(node: JsonNode): unknown {
  switch (node.kind) {
    case "null":
      return null;
    case "number":
      return Number(node.raw);
    case "bool":
    case "string":
      return node.value;
    case "array":
      return node.items.map(toValue);
    case "object":
      return Object.fromEntries(node.members.map(({ name, value }) => [name, toValue(value)]));
  }
}

describe("reading", () => {
  it("understands all JSON there is, whatever stands behind it", () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), (text, garbage) => {
        expect(toValue(readFirstJson(`${text} ${garbage}`))).toEqual(JSON.parse(text));
      }),
    );
  });

  it("refuses what is no JSON, and says why as Go does", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        let refusal = "";
        try {
          readFirstJson(text);
        } catch (error) {
          refusal = (error as Error).message;
        }
        expect(refusal).toMatch(/^$|^EOF$|^unexpected EOF$|^invalid character '.+' (looking|after|in) /su);
      }),
    );
  });

  it.each([
    ["", "EOF"],
    ["  ", "EOF"],
    ["nul", "unexpected EOF"],
    ["nulL", "invalid character 'L' in literal null (expecting 'l')"],
    ["[1 2]", "invalid character '2' after array element"],
    ["[1, ]", "invalid character ']' looking for beginning of value"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b"}', "invalid character '\"' after object key:value pair"],
    ["{a:1}", "invalid character 'a' looking for beginning of object key string"],
    ['"\\x"', "invalid character 'x' in string escape code"],
    ['"\n"', "invalid character '\\n' in string literal"],
    ["-", "unexpected EOF"],
    ["-x", "invalid character 'x' in numeric literal"],
    ["1.x", "invalid character 'x' in numeric literal"],
    ["'a'", "invalid character '\\'' looking for beginning of value"],
  ])("refuses %j", (text, message) => {
    expect(() => readFirstJson(text)).toThrow(message);
  });

  it("keeps the digits of a number and the halves of a broken character apart", () => {
    expect(readFirstJson("12345678901234567890").raw).toBe("12345678901234567890");
    expect(toValue(readFirstJson('"\\ud83d"'))).toBe("\ufffd");
    expect(toValue(readFirstJson('"\\ud83d\\ude00"'))).toBe("😀");
  });

  it("does not fall over a body that is deep", () => {
    expect(() => readFirstJson("[".repeat(100_000))).toThrow("exceeded max depth");
  });
});

describe("writing", () => {
  it("writes what any parser reads as the same", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = writeJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text).not.toMatch(/[<>&\u2028\u2029]/);
      }),
    );
  });

  it.each<[unknown, string]>([
    ["<&>", '"\\u003c\\u0026\\u003e"'],
    ["\b\f\n", '"\\u0008\\u000c\\n"'],
    ["\\b", '"\\\\b"'],
    [{ b: 1, a: undefined, c: null }, '{"b":1,"c":null}'],
    [-(2n ** 63n), "-9223372036854775808"],
    [-0, "0"],
    [
      textMap([
        ["b", "1"],
        ["10", "2"],
        ["9", "3"],
        ["é", "4"],
        ["__proto__", "5"],
      ]),
      '{"10":"2","9":"3","__proto__":"5","b":"1","é":"4"}',
    ],
  ])("%#", (value, text) => {
    expect(writeJson(value)).toBe(text);
  });

  it("merges maps key by key, the later one winning", () => {
    expect(
      writeJson(
        mergeTextMaps(
          textMap([
            ["a", "1"],
            ["b", "1"],
          ]),
          textMap([["b", "2"]]),
        ),
      ),
    ).toBe('{"a":"1","b":"2"}');
    expect(writeJson(mergeTextMaps(null, null))).toBe("{}");
  });
});
