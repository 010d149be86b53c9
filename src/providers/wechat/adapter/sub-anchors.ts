import { z } from "zod";
import type { Call } from "../../../domain/call";
import { refuseAll } from "../../../domain/error";
import type { SubAnchorPort } from "../../../domain/room";
import { eachFound } from "../../../upstream/each-found";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatSubAnchor } from "../protocol/wire-room";
import { found, wechatId as checkWechatId } from "./checks";
import type { WechatContext } from "./context";
import { roomNumber } from "./native-id";

/** The anchor's second account (主播副号); a room has at most one. */
export function createSubAnchors({ client }: WechatContext): SubAnchorPort {
  /** Empty where there is none: how WeChat says so is not documented. */
  async function read(roomNativeId: string, call: Call): Promise<string> {
    const query = { roomId: roomNumber(roomNativeId) };
    const { username } = await client.send(wechatEndpoints.getSubAnchor, { query }, wechatSubAnchor, call);
    return username ?? "";
  }
  return {
    getSubAnchors: (roomNativeIds, call) =>
      eachFound(roomNativeIds, async (nativeId) => {
        const username = await read(nativeId, call);
        // The WeChat id is all that WeChat tells of them, so it stands for the name as well.
        return username === "" ? null : { name: username, nativeUserId: username, avatarUrl: null, online: null };
      }),
    async setSubAnchor(roomNativeId, wechatId, call) {
      refuseAll(found(checkWechatId(wechatId, ["wechatId"])));
      const before = await read(roomNativeId, call);
      if (before === wechatId) return;
      const endpoint = before === "" ? wechatEndpoints.addSubAnchor : wechatEndpoints.modifySubAnchor;
      const body = { roomId: roomNumber(roomNativeId), username: wechatId };
      await client.send(endpoint, { body }, z.unknown(), call);
    },
    async removeSubAnchor(roomNativeId, call) {
      const body = { roomId: roomNumber(roomNativeId) };
      await client.send(wechatEndpoints.deleteSubAnchor, { body }, z.unknown(), call);
    },
  };
}
