import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import type { Role } from "../../domain/caller";
import type { GraphQLContext } from "../context";
import {
  AddGoodsToLiveRoomInput,
  PushGoodsInLiveRoomInput,
  RemoveGoodsFromLiveRoomInput,
  SetGoodsShelfStatusInput,
  SortGoodsInLiveRoomInput,
  toAddedGoods,
} from "../goods/room-inputs";
import { LiveRoomPayload, writing, writingEach } from "./payload";

@Resolver()
export class LiveRoomGoodsMutations {
  @Authorized<Role>("OPERATOR")
  @Mutation(() => LiveRoomPayload, {
    description:
      "OPERATOR. Adds goods to a room (导入商品): approved goods of the library to a WeChat room, new goods to a Qiniu room.",
  })
  addGoodsToLiveRoom(
    @Arg("input", () => AddGoodsToLiveRoomInput, { description: "Which goods and which room." })
    input: AddGoodsToLiveRoomInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<LiveRoomPayload> {
    return writing(async () => session.rooms.addGoods(input.liveRoom, input.goods.map(toAddedGoods)));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => LiveRoomPayload, {
    description:
      "OPERATOR. Takes goods out of a room (删除直播间商品), each by itself: what was refused stands in `userErrors`, the others are out.",
  })
  removeGoodsFromLiveRoom(
    @Arg("input", () => RemoveGoodsFromLiveRoomInput, { description: "Which goods and which room." })
    input: RemoveGoodsFromLiveRoomInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<LiveRoomPayload> {
    return writingEach(() => session.rooms.removeGoods(input.liveRoom, input.goods));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => LiveRoomPayload, {
    description:
      "OPERATOR. Puts goods on or off the shelf (上下架), each by itself: what was refused stands in `userErrors`.",
  })
  setGoodsShelfStatus(
    @Arg("input", () => SetGoodsShelfStatusInput, { description: "Which goods of which room." })
    input: SetGoodsShelfStatusInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<LiveRoomPayload> {
    return writingEach(() => session.rooms.setShelfStatus(input.liveRoom, input.goods, input.shelfStatus));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => LiveRoomPayload, { description: "OPERATOR. Puts the goods of a room in order (商品排序)." })
  sortGoodsInLiveRoom(
    @Arg("input", () => SortGoodsInLiveRoomInput, { description: "The order." }) input: SortGoodsInLiveRoomInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<LiveRoomPayload> {
    return writing(() => session.rooms.sortGoods(input.liveRoom, input.goods));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => LiveRoomPayload, {
    description:
      "OPERATOR. Shows goods to everybody in a live room. WeChat: pushes them (推送商品); Qiniu: the anchor begins to explain them (讲解).",
  })
  pushGoodsInLiveRoom(
    @Arg("input", () => PushGoodsInLiveRoomInput, { description: "Which goods of which room." })
    input: PushGoodsInLiveRoomInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<LiveRoomPayload> {
    return writing(() => session.rooms.pushGoods(input.liveRoom, input.goods));
  }
}
