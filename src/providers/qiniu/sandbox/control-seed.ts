import { ControlRefusal } from "../../../sandbox";
import type { SeedSize } from "./settings";

const MOST_ITEMS = 100;
const counts = ["rooms", "goodsPerRoom", "assistantsPerRoom", "members", "libraryGoods"] as const;

export function readSeedSize(body: Readonly<Record<string, unknown>>): SeedSize {
  const size: { -readonly [Key in keyof SeedSize]: SeedSize[Key] } = {};
  for (const [name, value] of Object.entries(body)) {
    const count = counts.find((known) => known === name);
    if (!count) throw new ControlRefusal(`a seed has ${counts.join(", ")}`);
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0) {
      throw new ControlRefusal(`${name} is a whole number, 0 or more`);
    }
    size[count] = value;
  }
  if ((size.goodsPerRoom ?? 0) > MOST_ITEMS) throw new ControlRefusal(`goodsPerRoom is at most ${MOST_ITEMS}`);
  return size;
}
