import { ControlRefusal } from "../../../sandbox";
import type { SentCallback } from "./callbacks";
import { roomOf } from "./control-room";
import { toLiveEntity } from "./state/room-events";
import type { World } from "./state/world";
import { quietTrace } from "./trace";

/**
 * Sends an event of the provider and says what the receiver answered. The body is made from the room that `roomId`
 * names, unless `body` gives it; hyphens in the type, as one of the documents has them, are sent as they are.
 */
export async function eventControl(world: World, body: Readonly<Record<string, unknown>>): Promise<SentCallback> {
  const { type, roomId, body: given } = body;
  if (typeof type !== "string" || type === "") throw new ControlRefusal("type is the name of an event");
  if (given !== undefined && (typeof given !== "object" || given === null)) {
    throw new ControlRefusal("body is the body of the event, an object");
  }
  const event = given ?? bodyOf(world, type.replaceAll("-", "_"), roomId);
  const sent = await world.callbacks.send(quietTrace(world, "SandboxControl"), type, event);
  if (!sent) throw new ControlRefusal("no callback address is set: POST /_sandbox/callback {url}");
  return sent;
}

function bodyOf(world: World, type: string, roomId: unknown): object {
  switch (type) {
    case "live_created":
      return toLiveEntity(roomOf(world, roomId));
    case "live_started":
    case "live_stopped":
    case "live_deleted":
      if (typeof roomId !== "string") throw new ControlRefusal("roomId is the live id the event is about");
      return { live_id: roomId };
    default:
      throw new ControlRefusal(`the simulator makes no body for ${type}: give one`);
  }
}
