import { seedDemo } from "./seeds/demo";
import { seedSize } from "./seeds/sized";
import type { Seed } from "./settings";
import type { World } from "./state/world";

/** Fills a new world. What a seed makes was always there: a replica that lags knows it too. */
export function seedWorld(world: World, seed: Seed): void {
  if (seed === "demo") seedDemo(world);
  else if (seed !== "empty") seedSize(world, seed);
  for (const table of [world.users, world.rooms, world.presences, world.relays, world.mics]) table.settle();
}
