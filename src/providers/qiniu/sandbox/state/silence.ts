import type { World } from "./world";

export const ROOM_SILENCE_SECONDS = 600;
export const USER_SILENCE_SECONDS = 20;
/** The server looks every three seconds, on the round second. */
const CHECK_SECONDS = 3;

/** The server's first look after that second is over. */
export function nextCheckAfter(seconds: number): number {
  return (Math.floor(seconds / CHECK_SECONDS) + 1) * CHECK_SECONDS;
}

/** Notes that somebody who must now be heard of regularly gave a sign of life. */
export function expectHeartbeats(world: World): void {
  const due = nextCheckAfter(world.clock.seconds() + USER_SILENCE_SECONDS) * 1000;
  world.silenceCheckAt = Math.min(world.silenceCheckAt, due);
}
