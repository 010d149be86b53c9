import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import type { Role } from "../../domain/caller";
import type { GraphQLContext } from "../context";
import { attempt } from "../user-error";
import {
  CreateLiveRoomInput,
  DeleteLiveRoomInput,
  EndLiveRoomInput,
  toCreateRoom,
  UpdateLiveRoomInput,
  UpdateLiveRoomSettingsInput,
} from "./inputs";
import { DeletePayload, LiveRoomPayload, writing, writingEach } from "./payload";

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
    return writing(() => session.rooms.create(input.account, toCreateRoom(input), input.idempotencyKey ?? null));
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
      "OPERATOR. Sets switches that also work while the room is live, each by a call of its own and each reported by itself: what was refused stands in `userErrors`, the others are set. WeChat.",
  })
  updateLiveRoomSettings(
    @Arg("input", () => UpdateLiveRoomSettingsInput, { description: "Which switches of which room." })
    input: UpdateLiveRoomSettingsInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<LiveRoomPayload> {
    return writingEach(() => session.rooms.updateSettings(input.id, input));
  }
}
