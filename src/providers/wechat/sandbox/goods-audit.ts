import type { WechatGoodsAudited } from "../protocol/wire-goods";
import { liveOperation, type WechatOperation } from "./operation";
import { idField } from "./fields";
import { ownGoods } from "./goods";
import { WechatRefusal } from "./refusal";
import type { WechatState } from "./state";

/** Adding goods submits them too, so the two share their 500 calls a day. */
export const auditQuota = { counter: "goods.add", perDay: 500 } as const;

/** Submissions are counted apart from calls: a refused call submits nothing, a withdrawn one is not given back. */
export const submissionQuota = { counter: "goods.submission", perDay: 500 } as const;

export function spendSubmission({ quotas }: WechatState): void {
  if (quotas.left(submissionQuota) === 0) throw new WechatRefusal(300012);
  quotas.spend(submissionQuota);
}

export const goodsAuditOperations: readonly WechatOperation[] = [
  liveOperation({
    name: "goods.resetAudit",
    path: "/wxaapi/broadcast/goods/resetaudit",
    perDay: 500,
    success: "code",
    prepare: (fields) => {
      const auditId = idField(fields, "auditId");
      const id = idField(fields, "goodsId");
      return ({ state }) => {
        const goods = ownGoods(state.goods, id, 1003);
        if (goods.auditStatus === 0) throw new WechatRefusal(300017);
        if (goods.auditStatus !== 1) throw new WechatRefusal(300010);
        if (goods.auditId !== auditId) throw new WechatRefusal(300009);
        goods.auditStatus = 0;
        return {};
      };
    },
  }),
  liveOperation({
    name: "goods.audit",
    path: "/wxaapi/broadcast/goods/audit",
    ...auditQuota,
    success: "code",
    prepare: (fields) => {
      const id = idField(fields, "goodsId");
      return ({ state }) => {
        const goods = ownGoods(state.goods, id, 1003);
        // Whether rejected goods may be submitted again as they are is not documented; here they may.
        if (goods.auditStatus === 1 || goods.auditStatus === 2) throw new WechatRefusal(300010);
        spendSubmission(state);
        if (state.account.isOn("audit-off")) throw new WechatRefusal(300013);
        return { auditId: state.goods.submit(goods) } satisfies WechatGoodsAudited;
      };
    },
  }),
];
