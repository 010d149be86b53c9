import { ControlRefusal, type ControlRoutes } from "../../../sandbox";
import { audienceControl } from "./control-audience";
import { eventControl } from "./control-events";
import { roomOf, setStatus } from "./control-room";
import { readSeedSize } from "./control-seed";
import { summarise } from "./control-state";
import type { Seed } from "./settings";
import { collate } from "./state/collation";
import type { World } from "./state/world";

export interface ControlDependencies {
  readonly world: () => World;
  readonly reseed: (seed: Seed) => void;
  /** To be called when something was changed without a request of the provider's own. */
  readonly afterChange: () => void;
}

/** What an operator or a test can do to the simulator beyond the provider's own calls. */
export function createControlRoutes({ world, reseed, afterChange }: ControlDependencies): ControlRoutes {
  return [
    { method: "GET", path: "/_sandbox/state", handler: () => summarise(world()) },
    {
      method: "POST",
      path: "/_sandbox/seed",
      handler: (body) => {
        reseed(readSeedSize(body));
      },
    },
    {
      method: "POST",
      path: "/_sandbox/rooms/:id/status",
      handler: (body, { id }) => {
        const room = setStatus(world(), roomOf(world(), id), body);
        afterChange();
        return { liveId: room.liveId, status: room.status };
      },
    },
    {
      method: "POST",
      path: "/_sandbox/rooms/:id/audience",
      handler: (body, { id }) => audienceControl(world(), roomOf(world(), id), body),
    },
    {
      method: "DELETE",
      path: "/_sandbox/users/:id",
      handler: (_body, { id }) => removeUser(world(), id ?? ""),
    },
    {
      method: "POST",
      path: "/_sandbox/callback",
      handler: ({ url }) => {
        if (url !== null && !(typeof url === "string" && URL.canParse(url))) {
          throw new ControlRefusal("url is the address events are sent to, or null");
        }
        world().callbacks.url = url;
        return { url };
      },
    },
    { method: "POST", path: "/_sandbox/events", handler: (body) => eventControl(world(), body) },
  ];
}

/** Takes a user's row away, as no call of the server can: the user's rooms are then without an anchor. */
function removeUser(world: World, userId: string): void {
  const found = world.users.under(collate(userId));
  if (found.length === 0) throw new ControlRefusal(`no user ${userId}`, 404);
  for (const user of found) world.users.remove(user);
}
