import { z } from "zod";
import type { Endpoint } from "../../../upstream/endpoint";
import type { RoomSettingsPort, RoomSwitches } from "../../../domain/room";
import { refuseAll } from "../../../domain/error";
import { aboutField, eachRefused } from "../../../upstream/each-refused";
import { wechatEndpoints } from "../protocol/endpoints";
import type {
  WechatCommentSwitch,
  WechatCustomerServiceSwitch,
  WechatFeedSwitch,
  WechatReplaySwitch,
} from "../protocol/wire-room";
import { found, invalid } from "./checks";
import type { WechatContext } from "./context";
import { roomNumber } from "./native-id";

interface Switch {
  readonly endpoint: Endpoint;
  readonly body: (roomId: number, on: boolean) => object;
}

/** Each switch has a call of its own, and most say what is closed. */
const switches: Record<keyof RoomSwitches, Switch> = {
  feedListed: {
    endpoint: wechatEndpoints.setFeedListed,
    body: (roomId, on): WechatFeedSwitch => ({ roomId, isFeedsPublic: on ? 1 : 0 }),
  },
  replay: {
    endpoint: wechatEndpoints.setReplay,
    body: (roomId, on): WechatReplaySwitch => ({ roomId, closeReplay: on ? 0 : 1 }),
  },
  customerService: {
    endpoint: wechatEndpoints.setCustomerService,
    body: (roomId, on): WechatCustomerServiceSwitch => ({ roomId, closeKf: on ? 0 : 1 }),
  },
  commentsMuted: {
    endpoint: wechatEndpoints.setCommentsMuted,
    body: (roomId, on): WechatCommentSwitch => ({ roomId, banComment: on ? 1 : 0 }),
  },
};

export function createRoomSettings({ client }: WechatContext): RoomSettingsPort {
  return {
    async updateSettings(nativeId, given, call) {
      const roomId = roomNumber(nativeId);
      const names = (Object.keys(switches) as (keyof RoomSwitches)[]).filter(
        (name) => typeof given[name] === "boolean",
      );
      refuseAll(found(names.length > 0 ? null : invalid(["id"], "Give at least one switch.", "请至少填写一个开关。")));
      await eachRefused(names, async (name) => {
        const { endpoint, body } = switches[name];
        await client
          .send(endpoint, { body: body(roomId, given[name] as boolean) }, z.unknown(), call)
          .catch((error: unknown) => {
            throw aboutField(error, [name]);
          });
      });
    },
  };
}
