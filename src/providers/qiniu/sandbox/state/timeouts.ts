import { ServiceFailure } from "../failure";
import { quietTrace } from "../trace";
import { leaveRoom } from "./presences";
import { stopRoom } from "./rooms";
import { nextCheckAfter, ROOM_SILENCE_SECONDS, USER_SILENCE_SECONDS } from "./silence";
import type { World } from "./world";

/**
 * Closes the rooms whose anchors were silent for ten minutes, and shows out the users silent for twenty seconds. Looks
 * only when somebody may have been silent for that long.
 */
export function expireSilence(world: World): void {
  if (world.clock.now() < world.silenceCheckAt) return;
  const now = world.clock.seconds();
  world.silenceCheckAt = Infinity;
  for (const room of world.rooms.all()) {
    if (room.status !== 1 || room.lastHeartbeatAt === null) continue;
    const due = nextCheckAfter(room.lastHeartbeatAt + ROOM_SILENCE_SECONDS);
    if (due <= now) stopRoom(quietTrace(world, "TimeoutLiveRoom"), room.liveId, room.anchorId);
    else world.silenceCheckAt = Math.min(world.silenceCheckAt, due * 1000);
  }
  for (const { online, heartbeatAt, liveId, userId } of world.presences.all()) {
    if (!online || heartbeatAt === null) continue;
    const due = nextCheckAfter(heartbeatAt + USER_SILENCE_SECONDS);
    if (due <= now) tolerate(() => leaveRoom(quietTrace(world, "TimeoutLiveUser"), liveId, userId));
    else world.silenceCheckAt = Math.min(world.silenceCheckAt, due * 1000);
  }
}

/** A user who sits in a room that is gone cannot be shown out of it in good order, and is out all the same. */
function tolerate(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
  }
}
