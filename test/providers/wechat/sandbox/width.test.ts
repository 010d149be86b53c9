import fc from "fast-check";
import { hasForbiddenCharacters, textWidth } from "../../../../src/providers/wechat/sandbox/width";

describe("the width of a text", () => {
  it.each([
    ["", 0],
    ["live", 4],
    ["直播测试3", 9],
    ["TIT茶杯", 7],
    ["，", 2],
    ["𠮷", 2],
  ])("of %p is %d", (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  it("counts one for ASCII and two for Chinese, and adds up", () => {
    const ascii = fc.string({ unit: "grapheme-ascii" });
    const chinese = fc.string({ unit: fc.constantFrom("直", "播", "测", "试", "商", "品", "价") });
    fc.assert(
      fc.property(ascii, chinese, (plain, wide) => {
        expect(textWidth(plain)).toBe(plain.length);
        expect(textWidth(wide)).toBe(2 * wide.length);
        expect(textWidth(plain + wide)).toBe(textWidth(wide + plain));
      }),
    );
  });
});

describe("characters that a room's name may not have", () => {
  it.each(["双11｜大促，开播！", "Live (No. 1) - 50% off", "直播间 1 号", "《茶》“器”：上新", "3、2、1……", "A&B #1"])(
    "are not in %p",
    (text) => {
      expect(hasForbiddenCharacters(text)).toBe(false);
    },
  );

  it.each(["开播啦🎉", "直播★测试", "换\n行直播", "<b>直播</b>", "零\u200b宽", "♥直播间"])("are in %p", (text) => {
    expect(hasForbiddenCharacters(text)).toBe(true);
  });
});
