import { assistantOperations } from "./assistants";
import { goodsAuditOperations } from "./goods-audit";
import { goodsOperations } from "./goods-operations";
import type { WechatOperation } from "./operation";
import { roomGoodsOperations } from "./room-goods";
import { roomOperations } from "./room-operations";
import { tokenOperations } from "./token-operations";

export const operations: readonly WechatOperation[] = [
  ...tokenOperations,
  ...roomOperations,
  ...assistantOperations,
  ...roomGoodsOperations,
  ...goodsOperations,
  ...goodsAuditOperations,
];
