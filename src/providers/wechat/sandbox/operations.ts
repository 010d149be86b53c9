import { assistantOperations } from "./assistants";
import { followerOperations } from "./follower-operations";
import { goodsAuditOperations } from "./goods-audit";
import { goodsKeyOperations } from "./goods-key";
import { goodsOperations } from "./goods-operations";
import { uploadMedia } from "./media-upload";
import type { WechatOperation } from "./operation";
import { roleOperations } from "./role-operations";
import { roomGoodsOperations } from "./room-goods";
import { roomLinkOperations } from "./room-links";
import { roomOperations } from "./room-operations";
import { roomSwitchOperations } from "./room-switches";
import { subAnchorOperations } from "./sub-anchor";
import { tokenOperations } from "./token-operations";

/** Every path of WeChat's that the simulator serves. */
export const operations: readonly WechatOperation[] = [
  ...tokenOperations,
  uploadMedia,
  ...roomOperations,
  ...roomLinkOperations,
  ...roomSwitchOperations,
  ...assistantOperations,
  ...subAnchorOperations,
  ...roomGoodsOperations,
  ...goodsOperations,
  ...goodsAuditOperations,
  ...goodsKeyOperations,
  ...roleOperations,
  ...followerOperations,
];
