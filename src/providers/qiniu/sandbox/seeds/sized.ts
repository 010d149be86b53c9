import { composeSnowflake } from "../identifiers";
import type { SeedSize } from "../settings";
import type { LiveStatus } from "../state/entities";
import type { World } from "../state/world";
import { plantItems, plantRoom, plantUser } from "./planting";

/** The first room of every sized state was made then, so that its ids are the same everywhere. */
const FIRST_ROOM = Date.UTC(2023, 0, 1);
const MINUTE = 60;

/** A state of that size: rooms of every status in turn, anchored by the members in turn. */
export function seedSize(world: World, size: SeedSize): void {
  const members = Math.max(size.members ?? 0, 1);
  for (let index = 1; index <= members; index += 1) plantUser(world, `user_${index}`, { nick: `用户${index}` });
  for (let index = 1; index <= (size.rooms ?? 0); index += 1) {
    const liveId = composeSnowflake(FIRST_ROOM + index * MINUTE * 1000);
    const status = (index % 3) as LiveStatus;
    plantRoom(world, {
      liveId,
      title: `直播间${index}`,
      anchorId: `user_${((index - 1) % members) + 1}`,
      status,
      created: -index * MINUTE,
      start: status === 0 ? index * MINUTE : -index * MINUTE,
      end: status === 2 ? -index * (MINUTE / 2) : index * MINUTE * 2,
    });
    plantItems(
      world,
      liveId,
      Array.from({ length: size.goodsPerRoom ?? 0 }, (_, item) => ({
        itemId: `item-${item + 1}`,
        title: `商品${item + 1}`,
        currentPrice: `${(item + 1) * 10}元`,
        status: (item + 1) % 3,
      })),
    );
  }
}
