import type { ControlRoutes } from "../../../sandbox";
import { accountRoutes } from "./control-account";
import { contentRoutes } from "./control-content";
import { eventRoutes } from "./control-events";
import type { WechatEvents } from "./events";
import type { WechatOperation } from "./operation";
import type { WechatState } from "./state";

export interface ControlContext {
  /** The state of the moment: a reset puts another in its place. */
  readonly state: () => WechatState;
  readonly events: WechatEvents;
  readonly operations: readonly WechatOperation[];
}

/** What only WeChat, its reviewers and its users could do, and looks behind the API. */
export function createControl(context: ControlContext): ControlRoutes {
  return [...accountRoutes(context), ...contentRoutes(context), ...eventRoutes(context)];
}
