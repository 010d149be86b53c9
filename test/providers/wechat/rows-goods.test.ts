import {
  CreateGoodsDocument,
  DeleteGoodsDocument,
  GoodsDocument,
  SubmitGoodsForReviewDocument,
  UpdateGoodsDocument,
  WithdrawGoodsFromReviewDocument,
} from "../../generated/graphql";
import { useBench } from "../../support/bench";
import { textLike } from "../../support/matching";
import { control } from "../../support/control";

/* Rows of the operations that must work, for the goods library: see rows.test.ts. */

const GOODS_MEDIA = "PZjGoGn7b27AahidBpD-UwJ9823ayNlJ2qliDcU9uQMFSpYkRLxmx_RK0F-iBKj5";
const post = (path: string, body: unknown) => ({ method: "POST", path, query: {}, body });
const LOOK_UP_7 = post("/wxa/business/getgoodswarehouse", { goods_ids: [7] });
const LOOK_UP_1 = post("/wxa/business/getgoodswarehouse", { goods_ids: [1] });

const bench = useBench();
const wire = () => bench.upstream(bench.wechat);
const review = (goods: number, status: number) => control(bench.wechat, `/_sandbox/goods/${goods}/review`, { status });

test("W27 withdrawGoodsFromReview", async () => {
  await review(7, 1);
  const { withdrawGoodsFromReview } = await bench.ask(WithdrawGoodsFromReviewDocument, {
    input: { id: "goods:wechat:7", auditId: "450889673" },
  });

  expect(wire()).toEqual([post("/wxaapi/broadcast/goods/resetaudit", { auditId: 450889673, goodsId: 7 }), LOOK_UP_7]);
  expect(withdrawGoodsFromReview).toEqual({
    goods: { id: "goods:wechat:7", review: { status: "UNSUBMITTED", auditId: null } },
    userErrors: [],
  });
});

test("W27 without a ticket, for goods the gateway did not submit, is refused", async () => {
  await review(7, 1);
  const { withdrawGoodsFromReview } = await bench.ask(WithdrawGoodsFromReviewDocument, {
    input: { id: "goods:wechat:7" },
  });
  expect(withdrawGoodsFromReview.userErrors).toEqual([
    expect.objectContaining({ code: "INVALID_INPUT", field: ["input", "auditId"] }),
  ]);
  expect(wire()).toEqual([]);
});

test("W28 submitGoodsForReview", async () => {
  await review(7, 0);
  const { submitGoodsForReview } = await bench.ask(SubmitGoodsForReviewDocument, { input: { id: "goods:wechat:7" } });

  expect(wire()).toEqual([post("/wxaapi/broadcast/goods/audit", { goodsId: 7 }), LOOK_UP_7]);
  expect(submitGoodsForReview).toEqual({
    goods: { id: "goods:wechat:7", review: { status: "PENDING", auditId: textLike(/^\d{9}$/) } },
    userErrors: [],
  });
});

test("W29 deleteGoods", async () => {
  const { deleteGoods } = await bench.ask(DeleteGoodsDocument, { input: { id: "goods:wechat:1" } });

  expect(wire()).toEqual([post("/wxaapi/broadcast/goods/delete", { goodsId: 1 })]);
  expect(deleteGoods).toEqual({ deletedId: "goods:wechat:1", userErrors: [] });
  expect((await bench.ask(GoodsDocument, { id: "goods:wechat:1" })).goods).toBeNull();
});

test("W29 goods under review are INVALID_STATE", async () => {
  await review(1, 1);
  const { deleteGoods } = await bench.ask(DeleteGoodsDocument, { input: { id: "goods:wechat:1" } });
  expect(deleteGoods).toMatchObject({
    deletedId: null,
    userErrors: [{ code: "INVALID_STATE", field: ["input", "id"], providerCode: "300014" }],
  });
});

test("W30 updateGoods, not submitted: everything that changes, and nothing else", async () => {
  await review(1, 0);
  const { updateGoods } = await bench.ask(UpdateGoodsDocument, {
    input: {
      id: "goods:wechat:1",
      name: "TIT茶杯",
      cover: { mediaId: GOODS_MEDIA },
      price: { fixed: { amount: "99.5" } },
      link: "pages/index/index",
    },
  });

  expect(wire()).toEqual([
    LOOK_UP_1,
    post("/wxaapi/broadcast/goods/update", {
      goodsInfo: {
        goodsId: 1,
        coverImgUrl: GOODS_MEDIA,
        name: "TIT茶杯",
        priceType: 1,
        price: 99.5,
        url: "pages/index/index",
      },
    }),
    LOOK_UP_1,
  ]);
  expect(updateGoods.userErrors).toEqual([]);
  expect(updateGoods.goods).toMatchObject({ id: "goods:wechat:1", price: { amount: { amount: "99.50" } } });
});

test("W30 updateGoods, approved: the price only", async () => {
  const allowed = await bench.ask(UpdateGoodsDocument, {
    input: {
      id: "goods:wechat:1",
      price: { discounted: { original: { amount: "129" }, current: { amount: "89" } } },
    },
  });
  expect(wire()).toEqual([
    LOOK_UP_1,
    post("/wxaapi/broadcast/goods/update", { goodsInfo: { goodsId: 1, priceType: 3, price: 129, price2: 89 } }),
    LOOK_UP_1,
  ]);
  expect(allowed.updateGoods.goods?.price).toMatchObject({
    kind: "DISCOUNTED",
    amount: { amount: "89.00" },
    originalAmount: { amount: "129.00" },
  });

  const { updateGoods } = await bench.ask(UpdateGoodsDocument, {
    input: { id: "goods:wechat:1", name: "茶杯", link: "pages/other/index" },
  });
  expect(wire()).toEqual([LOOK_UP_1]);
  expect(updateGoods.userErrors.map(({ code, field }) => [code, field])).toEqual([
    ["INVALID_STATE", ["input", "name"]],
    ["INVALID_STATE", ["input", "link"]],
  ]);
});

test("W30 updateGoods, under review: nothing", async () => {
  await review(1, 1);
  const { updateGoods } = await bench.ask(UpdateGoodsDocument, {
    input: { id: "goods:wechat:1", price: { fixed: { amount: "1" } } },
  });
  expect(wire()).toEqual([LOOK_UP_1]);
  expect(updateGoods.userErrors).toEqual([expect.objectContaining({ code: "INVALID_STATE", field: ["input", "id"] })]);
});

test("the review is a state machine that can be watched", async () => {
  const created = await bench.ask(CreateGoodsDocument, {
    input: {
      account: "account:wechat",
      name: "茶杯",
      cover: { mediaId: GOODS_MEDIA },
      price: { range: { min: { amount: "9.90" }, max: { amount: "19.90" } } },
      link: "pages/index/index",
    },
  });
  const id = created.createGoods.goods?.id ?? "";
  const first = created.createGoods.goods?.review?.auditId;
  const status = async () => (await bench.ask(GoodsDocument, { id })).goods?.review;

  expect(await status()).toEqual({ status: "PENDING", auditId: first });
  // The ledger knows the ticket, so it need not be given.
  const withdrawn = await bench.ask(WithdrawGoodsFromReviewDocument, { input: { id } });
  expect(withdrawn.withdrawGoodsFromReview.userErrors).toEqual([]);
  expect((await status())?.status).toBe("UNSUBMITTED");
  const submitted = await bench.ask(SubmitGoodsForReviewDocument, { input: { id } });
  const second = submitted.submitGoodsForReview.goods?.review;
  expect(second?.status).toBe("PENDING");
  expect(second?.auditId).not.toBe(first);
  await review(Number(id.split(":")[2]), 2);
  expect(await status()).toEqual({ status: "APPROVED", auditId: second?.auditId });
});
