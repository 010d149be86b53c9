import { Arg, Authorized, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Role } from "../../domain/caller";
import type { Room } from "../../domain/room";
import { AddAssistantsInput } from "../assistant/type";
import type { GraphQLContext } from "../context";
import { AddGoodsToLiveRoomInput, toAddedGoods } from "../goods/inputs";
import { attempt, USER_ERRORS, UserError, type Refused } from "../user-error";
import { CreateLiveRoomInput, DeleteLiveRoomInput, EndLiveRoomInput, UpdateLiveRoomInput } from "./inputs";
import { LiveRoomType } from "./type";

@ObjectType("LiveRoomPayload", { description: "What became of a write to a room.", simpleResolvers: true })
export class LiveRoomPayload {
  @Field(() => LiveRoomType, {
    nullable: true,
    description: "The room as its provider tells it after the write; null when the write was refused.",
  })
  readonly liveRoom!: Room | null;

  @Field(() => [UserError], { description: USER_ERRORS })
  readonly userErrors?: readonly Refused[];
}

@ObjectType("DeletePayload", { description: "What became of a deletion.", simpleResolvers: true })
export class DeletePayload {
  @Field(() => ID, {
    nullable: true,
    description: "The global id of what is gone; null when the deletion was refused.",
  })
  readonly deletedId!: string | null;

  @Field(() => [UserError], { description: USER_ERRORS })
  readonly userErrors?: readonly Refused[];
}

/** A write that answers with its room. */
function writing(write: () => Promise<Room | null>): Promise<LiveRoomPayload> {
  return attempt<LiveRoomPayload>(async () => ({ liveRoom: await write() }), { liveRoom: null });
}

@Resolver()
export class LiveRoomMutations {
  @Authorized<Role>("OPERATOR")
  @Mutation(() => LiveRoomPayload, {
    description:
      "OPERATOR. Creates a room (创建直播间). An input outside the provider's limits is refused before it is asked.",
  })
  createLiveRoom(
    @Arg("input", () => CreateLiveRoomInput, { description: "What the room is to be." }) input: CreateLiveRoomInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<LiveRoomPayload> {
    return writing(() => session.rooms.create(input.account, input));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => LiveRoomPayload, {
    description: "OPERATOR. Changes a room that has not started (编辑直播间). WeChat.",
  })
  updateLiveRoom(
    @Arg("input", () => UpdateLiveRoomInput, { description: "What to change." }) input: UpdateLiveRoomInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<LiveRoomPayload> {
    return writing(() => session.rooms.update(input.id, input));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => LiveRoomPayload, {
    description:
      "OPERATOR. Ends a live room (结束直播). One that has ended already is a success; one that has not started is INVALID_STATE. Qiniu.",
  })
  endLiveRoom(
    @Arg("input", () => EndLiveRoomInput, { description: "Which room." }) input: EndLiveRoomInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<LiveRoomPayload> {
    return writing(() => session.rooms.end(input.id));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => DeletePayload, {
    description:
      "OPERATOR. Deletes a room (删除直播间). WeChat: one that is not live. Qiniu: one that is live is ended first.",
  })
  deleteLiveRoom(
    @Arg("input", () => DeleteLiveRoomInput, { description: "Which room." }) input: DeleteLiveRoomInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<DeletePayload> {
    return attempt<DeletePayload>(async () => ({ deletedId: await session.rooms.remove(input.id) }), {
      deletedId: null,
    });
  }

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
  @Mutation(() => LiveRoomPayload, { description: "OPERATOR. Adds assistants to a room (添加小助手). WeChat." })
  addAssistants(
    @Arg("input", () => AddAssistantsInput, { description: "Who and in which room." }) input: AddAssistantsInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<LiveRoomPayload> {
    return writing(() => session.rooms.addAssistants(input.liveRoom, input.assistants));
  }
}
