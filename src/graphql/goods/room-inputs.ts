import { Field, ID, InputType } from "type-graphql";
import type { ShelfStatus } from "../../domain/goods";
import type { AddedGoods } from "../../gateway/room-writes";
import { ShelfStatusEnum } from "../enums";
import { OneOf } from "../one-of";
import { AttributeInputType } from "../room/inputs";
import { UrlScalar } from "../scalars";
import { GoodsPriceInput, toPrice } from "./price-inputs";

const ROOM = "The room's global id.";

@InputType("NewRoomGoodsInput", { description: "Goods written into a room. Qiniu." })
export class NewRoomGoodsInput {
  @Field(() => String, {
    description: "Your own id (item_id), unique in the room: 1 to 64 letters, digits, dots, hyphens, underscores.",
  })
  readonly nativeId!: string;

  @Field(() => String, { description: "The name, at most 64 characters." })
  readonly name!: string;

  @Field(() => GoodsPriceInput, { description: "What they cost; Qiniu shows it as text, such as 99.50元." })
  readonly price!: GoodsPriceInput;

  @Field(() => UrlScalar, { nullable: true, description: "The picture, at most 255 characters." })
  readonly coverUrl?: string | null;

  @Field(() => String, { nullable: true, description: "Where they are sold, at most 255 characters." })
  readonly link?: string | null;

  @Field(() => [String], { nullable: true, description: "Tags without commas, 128 characters in all." })
  readonly tags?: string[] | null;

  @Field(() => ShelfStatusEnum, {
    nullable: true,
    description: "Whether viewers see them; absent: OFF_SHELF, as Qiniu itself decides.",
  })
  readonly shelfStatus?: ShelfStatus | null;

  @Field(() => [AttributeInputType], { nullable: true, description: "Free keys and values, 1024 characters as JSON." })
  readonly attributes?: AttributeInputType[] | null;
}

@OneOf()
@InputType("RoomGoodsInput", { description: "Goods for a room: exactly one of the two." })
export class RoomGoodsInputType {
  @Field(() => ID, { nullable: true, description: "Approved goods of the library, by global id. WeChat." })
  readonly id?: string | null;

  @Field(() => NewRoomGoodsInput, { nullable: true, description: "New goods. Qiniu." })
  readonly new?: NewRoomGoodsInput | null;
}

@InputType("AddGoodsToLiveRoomInput", { description: "Which goods to add to which room." })
export class AddGoodsToLiveRoomInput {
  @Field(() => ID, { description: ROOM })
  readonly liveRoom!: string;

  @Field(() => [RoomGoodsInputType], { description: "The goods, at most 100 at once." })
  readonly goods!: RoomGoodsInputType[];
}

@InputType("RemoveGoodsFromLiveRoomInput", { description: "Goods to take out of a room." })
export class RemoveGoodsFromLiveRoomInput {
  @Field(() => ID, { description: ROOM })
  readonly liveRoom!: string;

  @Field(() => [ID], { description: "The goods' global ids, 1 to 100." })
  readonly goods!: string[];
}

@InputType("SetGoodsShelfStatusInput", { description: "Goods to put on or off the shelf." })
export class SetGoodsShelfStatusInput {
  @Field(() => ID, { description: ROOM })
  readonly liveRoom!: string;

  @Field(() => [ID], { description: "The goods' global ids, 1 to 100." })
  readonly goods!: string[];

  @Field(() => ShelfStatusEnum, { description: "On or off; DISPLAY_ONLY for Qiniu only." })
  readonly shelfStatus!: ShelfStatus;
}

@InputType("SortGoodsInLiveRoomInput", { description: "The order of the goods in a room." })
export class SortGoodsInLiveRoomInput {
  @Field(() => ID, { description: ROOM })
  readonly liveRoom!: string;

  @Field(() => [ID], { description: "The goods' global ids in the wanted order, all of the room's." })
  readonly goods!: string[];
}

@InputType("PushGoodsInLiveRoomInput", { description: "Goods to show to everybody in a live room." })
export class PushGoodsInLiveRoomInput {
  @Field(() => ID, { description: ROOM })
  readonly liveRoom!: string;

  @Field(() => ID, { description: "The goods' global id; in the room and on the shelf." })
  readonly goods!: string;
}

export function toAddedGoods({ id, new: created }: RoomGoodsInputType, index: number): AddedGoods {
  if (!created) return { id: id as string };
  const { nativeId, name, coverUrl, link, tags, shelfStatus, attributes } = created;
  const price = toPrice(created.price, ["goods", String(index), "new", "price"]);
  return { new: { nativeId, name, price, coverUrl, link, tags, shelfStatus, attributes } };
}
