import type { QiniuGiftConfig } from "../../protocol/wire-gifts";
import { failures } from "../failure";
import type { Trace } from "../trace";
import { writeJson, type TextMap } from "../wire/json-writer";
import { fits, sameText } from "./collation";
import { needDatabase, needDatabaseRaw } from "./database";
import type { GiftConfig, GiftRecord } from "./entities";

export type GiftConfigInput = Required<Omit<QiniuGiftConfig, "extends">> & {
  readonly img: string;
  readonly animation_type: number;
  readonly animation_img: string;
  readonly order: number;
  readonly extends: TextMap | null;
};

/** Puts the gift in place of the one with the same id, all of it, and makes it the newest. */
export function saveGiftConfig(trace: Trace, input: GiftConfigInput): void {
  needDatabase(trace);
  const { giftConfigs, clock } = trace.world;
  const columnsFit = fits(input.name, 64) && fits(input.img, 512) && fits(input.animation_img, 512);
  if (!columnsFit || !fits(writeJson(input.extends), 1024)) throw failures.database();
  for (const old of giftConfigs.under(String(input.gift_id))) giftConfigs.remove(old);
  giftConfigs.insert({
    giftId: input.gift_id,
    type: input.type,
    name: input.name,
    amount: input.amount,
    img: input.img,
    animationType: input.animation_type,
    animationImg: input.animation_img,
    order: input.order,
    extends: input.extends,
    createdAt: clock.seconds(),
  });
}

/** A gift that is not there is deleted all the same. */
export function deleteGiftConfig(trace: Trace, giftId: number): void {
  needDatabase(trace);
  for (const config of trace.world.giftConfigs.under(String(giftId))) trace.world.giftConfigs.remove(config);
}

/** The gifts of one type, or with -1 all, by their order and then the newest first. */
export function listGiftConfigs(trace: Trace, type: number): readonly GiftConfig[] {
  needDatabase(trace);
  return trace.world.giftConfigs
    .all()
    .filter((config) => type === -1 || config.type === type)
    .sort((a, b) => a.order - b.order || b.createdAt - a.createdAt || b.id - a.id);
}

/** Gifts sent in a room, to an anchor or by a user, those that were not paid among them. */
export function listGifts(trace: Trace, of: "liveId" | "anchorId" | "userId", id: string): readonly GiftRecord[] {
  needDatabaseRaw(trace);
  return trace.world.gifts.all().filter((gift) => sameText(gift[of], id));
}
