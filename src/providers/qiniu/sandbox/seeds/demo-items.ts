import type { ItemSeed } from "./planting";

/** Goods of the demonstration, by live id. Prices are texts, as shops really write them. */
export function demoItems(
  ids: Readonly<Record<"NEW_ARRIVALS" | "TEST" | "TEA" | "COATS" | "LONG_AGO" | "PRESALE", string>>,
): Readonly<Record<string, readonly ItemSeed[]>> {
  return {
    [ids.NEW_ARRIVALS]: [
      { itemId: "pen-1", title: "钢笔礼盒", currentPrice: "面议", status: 2, tags: "定制,礼品" },
      { itemId: "bag-1", title: "帆布包", currentPrice: "¥99.50", originPrice: "¥128.00", tags: "新品" },
      { itemId: "shoe-1", title: "小白鞋", currentPrice: "199元", originPrice: "299元", status: 0 },
      {
        itemId: "cup-1",
        title: "TIT茶杯",
        currentPrice: "99.50",
        originPrice: "120.00",
        tags: "新品,热卖",
        extends: { sku: "TIT-001", stock: "36" },
      },
      { itemId: "scarf-1", title: "羊毛围巾", currentPrice: "￥1,299.00", tags: "新品", extends: {} },
    ],
    [ids.TEST]: [
      { itemId: "1", title: "测试商品", currentPrice: "0.01" },
      { itemId: "2", title: "免费样品", currentPrice: "免费" },
    ],
    [ids.TEA]: [
      { itemId: "tea-1", title: "明前龙井 50g", currentPrice: "¥268", originPrice: "¥398", tags: "茶叶,春茶" },
      { itemId: "tea-2", title: "茉莉花茶 <大罐>", currentPrice: "39-59元" },
    ],
    [ids.COATS]: [
      { itemId: "coat-1", title: "双面呢大衣", currentPrice: "¥899.00", originPrice: "¥1599.00" },
      { itemId: "coat-2", title: "羽绒服", currentPrice: "599元", status: 0 },
    ],
    [ids.LONG_AGO]: [
      { itemId: "wok-1", title: "铸铁炒锅", currentPrice: "359元", recordId: 1 },
      { itemId: "knife-1", title: "三德刀", currentPrice: "¥129", recordId: 2 },
    ],
    [ids.PRESALE]: [{ itemId: "deposit-1", title: "定金10元抵100元", currentPrice: "10元", status: 2 }],
  };
}
