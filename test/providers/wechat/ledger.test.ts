import {
  AssignMemberRoleDocument,
  CreateGoodsDocument,
  GoodsDocument,
  RemoveMemberRoleDocument,
  WithdrawGoodsFromReviewDocument,
} from "../../generated/graphql";
import { useBench } from "../../support/bench";
import { useDataDir } from "../../support/data-dir";
import { goodsInput } from "./doors";
import { untilAnswered } from "../../support/until";

/* What WeChat tells once is there after a restart. */

const dataDir = useDataDir();
const bench = useBench({
  environment: {
    get ZHIBO_DATA_DIR() {
      return dataDir.path;
    },
  },
});
const ADD = "/wxaapi/broadcast/goods/add";
const additions = () => bench.upstream(bench.wechat).filter(({ path }) => path === ADD).length;

test("the ticket of a review", async () => {
  const { createGoods } = await bench.ask(CreateGoodsDocument, { input: goodsInput });
  await bench.restart();
  const { goods } = await bench.ask(GoodsDocument, { id: createGoods.goods?.id ?? "" });
  expect(goods?.review).toEqual({ status: "PENDING", auditId: createGoods.goods?.review?.auditId });
  const { withdrawGoodsFromReview } = await bench.ask(WithdrawGoodsFromReviewDocument, {
    input: { id: goods?.id ?? "" },
  });
  expect(withdrawGoodsFromReview.userErrors).toEqual([]);
});

test("the WeChat id behind a mask, even where the list could not be read afterwards", async () => {
  bench.wechat.fault({ path: "/wxaapi/broadcast/role/getrolelist", kind: "errcode", value: 48001 });
  const given = { account: "account:wechat", wechatId: "Walle1", role: "OPERATOR" as const };
  expect((await bench.ask(AssignMemberRoleDocument, { input: given })).assignMemberRole.userErrors).toEqual([]);
  await bench.restart();
  const { removeMemberRole } = await bench.ask(RemoveMemberRoleDocument, {
    input: { ...given, wechatId: "Wa****e1" },
  });
  expect(removeMemberRole.userErrors).toEqual([]);
});

test("goods whose answer was lost with the process, asked for with the same key", async () => {
  const input = { ...goodsInput, name: "答案丢失的茶杯", idempotencyKey: "lost-1" };
  bench.wechat.fault({ path: ADD, kind: "commit-then-reset", times: 1 });
  bench.wechat.fault({ path: "/wxaapi/broadcast/goods/getapproved", kind: "errcode", value: 48001 });
  const lost = await bench.run(CreateGoodsDocument, { input });
  expect(lost.errors?.[0]?.extensions["code"]).toBe("UNKNOWN_OUTCOME");
  bench.wechat.clearFaults();
  await bench.restart();

  // The restarted gateway looks for them by itself; meanwhile the same request is under way.
  const { data } = await untilAnswered(
    () => bench.run(CreateGoodsDocument, { input }),
    ({ errors }) => errors?.[0]?.extensions["code"] !== "IDEMPOTENCY_IN_PROGRESS",
  );
  const createGoods = data?.createGoods;
  // The ticket was in the answer that was lost, and WeChat tells it nowhere else.
  expect(createGoods?.goods).toMatchObject({ name: input.name, review: { status: "PENDING", auditId: null } });
  expect(additions()).toBe(1);
  const { withdrawGoodsFromReview } = await bench.ask(WithdrawGoodsFromReviewDocument, {
    input: { id: createGoods?.goods?.id ?? "" },
  });
  expect(withdrawGoodsFromReview.userErrors).toEqual([
    expect.objectContaining({ code: "INVALID_INPUT", field: ["input", "auditId"] }),
  ]);
});
