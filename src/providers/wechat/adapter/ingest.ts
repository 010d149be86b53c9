import { isRefusal } from "../../../domain/error";
import type { IngestPort, Room } from "../../../domain/room";
import { eachFound } from "../../../upstream/each-found";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatPushUrl } from "../protocol/wire-room";
import type { WechatContext } from "./context";
import { roomNumber } from "./native-id";
import { fromSeconds } from "./time";

/** Where to push the stream (推流地址); only rooms that take one from outside have an address. */
export function createIngest({ client }: WechatContext): IngestPort {
  return {
    async getIngests(rooms, call) {
      const pushed = rooms.filter(takesStream).map(({ nativeId }) => nativeId);
      const found = await eachFound(pushed, async (nativeId) => {
        const query = { roomId: roomNumber(nativeId) };
        try {
          const { pushAddr } = await client.send(wechatEndpoints.getPushUrl, { query }, wechatPushUrl, call);
          return { pushUrl: pushAddr, expiresAt: expiryOf(pushAddr) };
        } catch (error) {
          if (isRefusal(error) && error.kind === "INVALID_STATE") return null;
          throw error;
        }
      });
      return rooms.map(({ nativeId }) => found[pushed.indexOf(nativeId)] ?? null);
    },
  };
}

function takesStream({ details }: Room): boolean {
  return details.kind === "WECHAT" && details.pushStream === true;
}

/** The address says until when it works: txTime, seconds in hexadecimal. */
function expiryOf(pushAddr: string): Date | null {
  const hex = /[?&]txTime=([0-9a-f]{1,10})(?:&|$)/i.exec(pushAddr)?.[1];
  return hex === undefined ? null : fromSeconds(Number.parseInt(hex, 16));
}
