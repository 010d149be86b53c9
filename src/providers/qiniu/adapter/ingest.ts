import type { IngestPort, Room } from "../../../domain/room";
import { eachFound } from "../../../upstream/each-found";
import type { QiniuContext } from "./context";
import { readLive } from "./rooms";
import { fromSeconds } from "./time";

/**
 * Where to push the stream (推流地址). It comes with every room, and whoever has it can broadcast: so it is read again
 * when somebody asks for it, and kept nowhere.
 */
export function createIngest(context: QiniuContext): IngestPort {
  return {
    async getIngests(rooms, call) {
      const open = rooms.filter(takesStream).map(({ nativeId }) => nativeId);
      const found = await eachFound(open, async (liveId) => {
        const { push_url } = await readLive(context, liveId, call);
        return push_url ? { pushUrl: push_url, expiresAt: expiryOf(push_url) } : null;
      });
      return rooms.map(({ nativeId }) => found[open.indexOf(nativeId)] ?? null);
    },
  };
}

/** A room that is over cannot be started again. */
function takesStream({ status }: Room): boolean {
  return status !== "ENDED" && status !== "BANNED";
}

/** The address says until when it works: `expire` or `e`, depending on how the hub is protected. */
function expiryOf(pushUrl: string): Date | null {
  const seconds = /[?&](?:expire|e)=(\d{1,12})(?:&|$)/.exec(pushUrl)?.[1];
  return seconds === undefined ? null : fromSeconds(Number(seconds));
}
