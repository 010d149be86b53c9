import type { AuditStatus } from "./goods";
import type { WechatState } from "./state";

interface DemoGoods {
  readonly name: string;
  readonly url: string;
  readonly priceType?: number;
  readonly price: number;
  readonly price2?: number;
  /** Absent: approved. */
  readonly auditStatus?: AuditStatus;
  /** Absent: 2, made through the API. */
  readonly tag?: number;
  readonly thirdPartyAppid?: string;
}

/** Prices in fen. The place in the list is the goods id. */
const goods: readonly DemoGoods[] = [
  { name: "TIT茶杯", url: "pages/index/index", price: 9_950 },
  { name: "手冲咖啡壶", url: "pages/goods/index?id=2", priceType: 2, price: 19_900, price2: 39_900 },
  { name: "羊毛围巾", url: "pages/goods/index?id=3", priceType: 3, price: 29_900, price2: 19_900 },
  { name: "竹编收纳篮", url: "pages/goods/index?id=4", price: 6_800, auditStatus: 1 },
  { name: "陶瓷餐盘", url: "pages/goods/index?id=5", price: 4_590 },
  { name: "亚麻桌布", url: "pages/goods/index?id=6", priceType: 3, price: 15_900, price2: 12_800 },
  { name: "香薰蜡烛", url: "pages/goods/index?id=7", price: 8_801 },
  { name: "手工皂礼盒", url: "pages/goods/index?id=8", price: 5_900, auditStatus: 0 },
  { name: "来路不明的保健品", url: "pages/goods/index?id=9", price: 99_900, auditStatus: 3 },
  { name: "后台上架的雨伞", url: "pages/goods/index?id=10", price: 3_900, tag: 0 },
  {
    name: "合作商家的蜂蜜",
    url: "pages/goods/index?id=11",
    price: 7_900,
    thirdPartyAppid: "wx0000000000000009",
  },
  { name: "旧接口添加的台灯", url: "pages/goods/index?id=12", price: 25_800, tag: 1 },
  { name: "棉麻拖鞋", url: "pages/goods/index?id=13", priceType: 2, price: 2_990, price2: 5_990, auditStatus: 1 },
  { name: "Handmade notebook A5", url: "pages/goods/index?id=14&from=live", price: 1 },
];

/** The review of goods 7 carries the number that SDK examples use, should it be put back into review. */
const documentedAudits: Readonly<Record<number, number>> = { 7: 450_889_673 };
const FIRST_AUDIT_ID = 450_889_600;

export function seedDemoGoods({ goods: library }: WechatState): void {
  for (const { auditStatus = 2, tag = 2, ...row } of goods) {
    const added = library.add({ priceType: 1, price2: 0, thirdPartyAppid: "", image: "", ...row }, tag);
    added.image = `goods-${added.id}.png`;
    added.auditId = documentedAudits[added.id] ?? FIRST_AUDIT_ID + added.id;
    added.auditStatus = auditStatus;
    // Under review until the control route says otherwise: an explorer should find them so tomorrow too.
    added.submittedAt = Infinity;
  }
}
