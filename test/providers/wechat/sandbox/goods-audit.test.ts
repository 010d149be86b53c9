import { accountForEach, bareSuccess, openAccount, refused, type Answer } from "./account";

const account = accountForEach();
const post = (path: string, body: object) => account().post(`/wxaapi/broadcast/goods/${path}`, body);
const withdraw = (goodsId: number, auditId: unknown) => post("resetaudit", { goodsId, auditId });
const submit = (goodsId: number) => post("audit", { goodsId });
const review = (id: number, status: number) => account().control(`goods/${id}/review`, { status });
const add = (name = "茶杯"): Promise<Answer> =>
  post("add", { goodsInfo: { coverImgUrl: "MEDIA_G", name, priceType: 1, price: 1, url: "pages/index/index" } });

async function statusOf(id: number): Promise<unknown> {
  const { goods } = await account().post("/wxa/business/getgoodswarehouse", { goods_ids: [id] });
  return (goods as { audit_status: number }[])[0]?.audit_status;
}

describe("review", () => {
  it("approves by itself after a minute, and rejects a name that asks for it", async () => {
    await add();
    await add("驳回我");
    account().advance(59);
    expect([await statusOf(15), await statusOf(16)]).toEqual([1, 1]);
    account().advance(1);
    expect([await statusOf(15), await statusOf(16)]).toEqual([2, 3]);
  });

  it("takes as long as the simulator is told", async () => {
    for (const [reviewSeconds, wait, status] of [
      [5, 5, 2],
      [null, 86_000, 1],
    ] as const) {
      const other = await openAccount({ reviewSeconds });
      const body = { coverImgUrl: "MEDIA_G", name: "茶杯", priceType: 1, price: 1, url: "pages/index/index" };
      await other.post("/wxaapi/broadcast/goods/add", { goodsInfo: body });
      other.advance(wait);
      expect(await other.control("goods/15")).toMatchObject({ id: 15 });
      const { goods } = await other.post("/wxa/business/getgoodswarehouse", { goods_ids: [15] });
      expect(goods).toMatchObject([{ audit_status: status }]);
      await other.sandbox.close();
    }
  });

  it("ends as the control route says", async () => {
    await add();
    for (const status of [3, 2, 0, 1]) {
      await review(15, status);
      expect(await statusOf(15)).toBe(status);
    }
    account().advance(3600);
    expect(await statusOf(15)).toBe(1);
    expect(await review(15, 4)).toHaveProperty("error");
    expect(await review(99, 2)).toHaveProperty("error");
  });

  it("of the seed state waits for the control route", async () => {
    account().advance(7 * 86_400);
    expect(await statusOf(4)).toBe(1);
  });
});

describe("withdrawing a review", () => {
  it("makes the goods unsubmitted; submitting again gives another number", async () => {
    const { auditId } = await add();
    expect(await withdraw(15, auditId)).toEqual(bareSuccess);
    expect(await statusOf(15)).toBe(0);
    account().advance(3600);
    expect(await statusOf(15)).toBe(0);
    const again = await submit(15);
    expect(again).toEqual({ errcode: 0, auditId: expect.any(Number) as number });
    expect(again["auditId"]).not.toBe(auditId);
    expect(await withdraw(15, auditId)).toEqual(refused(300009));
    expect(await withdraw(15, again["auditId"])).toEqual(bareSuccess);
  });

  it("takes the documented number of goods 7, once that is in review", async () => {
    expect(await withdraw(7, 450889673)).toEqual(refused(300010));
    await review(7, 1);
    expect(await withdraw(7, 450889673)).toEqual(bareSuccess);
    expect(await submit(7)).toMatchObject({ errcode: 0 });
  });

  it.each([
    ["unsubmitted goods", 8, 300017],
    ["approved goods", 1, 300010],
    ["rejected goods", 9, 300010],
    ["goods of the console", 10, 300011],
    ["goods that does not exist", 99, 1003],
  ])("is refused for %s", async (_what, id, code) => {
    expect(await withdraw(id, 1)).toEqual(refused(code));
  });

  it("needs both numbers", async () => {
    expect(await post("resetaudit", { goodsId: 4 })).toEqual(refused(200002));
    expect(await post("resetaudit", { auditId: 450889604 })).toEqual(refused(200002));
  });
});

describe("submitting goods", () => {
  it.each([
    ["goods in review", 4, 300010],
    ["approved goods", 1, 300010],
    ["goods of the console", 10, 300011],
    ["goods that does not exist", 99, 1003],
  ])("is refused for %s", async (_what, id, code) => {
    expect(await submit(id)).toEqual(refused(code));
  });

  it("is possible for rejected goods", async () => {
    expect(await submit(9)).toMatchObject({ errcode: 0 });
    expect(await statusOf(9)).toBe(1);
  });

  it("fails where review is switched off", async () => {
    await account().control("account", { switch: "audit-off" });
    expect(await submit(8)).toEqual(refused(300013));
    expect(await statusOf(8)).toBe(0);
  });
});
