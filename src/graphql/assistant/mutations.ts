import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import type { Role } from "../../domain/caller";
import type { GraphQLContext } from "../context";
import { LiveRoomPayload, writing } from "../room/payload";
import {
  AddAssistantsInput,
  RemoveAssistantInput,
  RemoveSubAnchorInput,
  SetSubAnchorInput,
  UpdateAssistantInput,
} from "./inputs";

@Resolver()
export class AssistantMutations {
  @Authorized<Role>("OPERATOR")
  @Mutation(() => LiveRoomPayload, { description: "OPERATOR. Adds assistants to a room (添加小助手). WeChat." })
  addAssistants(
    @Arg("input", () => AddAssistantsInput, { description: "Who and in which room." }) input: AddAssistantsInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<LiveRoomPayload> {
    return writing(() => session.rooms.addAssistants(input.liveRoom, input.assistants));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => LiveRoomPayload, { description: "OPERATOR. Renames an assistant (修改小助手). WeChat." })
  updateAssistant(
    @Arg("input", () => UpdateAssistantInput, { description: "Whom and to what." }) input: UpdateAssistantInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<LiveRoomPayload> {
    return writing(() => session.rooms.renameAssistant(input.liveRoom, input));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => LiveRoomPayload, { description: "OPERATOR. Removes an assistant from a room (删除小助手). WeChat." })
  removeAssistant(
    @Arg("input", () => RemoveAssistantInput, { description: "Whom and from which room." }) input: RemoveAssistantInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<LiveRoomPayload> {
    return writing(() => session.rooms.removeAssistant(input.liveRoom, input.wechatId));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => LiveRoomPayload, {
    description: "OPERATOR. Sets the anchor's second account (主播副号), whether or not the room has one. WeChat.",
  })
  setSubAnchor(
    @Arg("input", () => SetSubAnchorInput, { description: "Whom and in which room." }) input: SetSubAnchorInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<LiveRoomPayload> {
    return writing(() => session.rooms.setSubAnchor(input.liveRoom, input.wechatId));
  }

  @Authorized<Role>("OPERATOR")
  @Mutation(() => LiveRoomPayload, {
    description: "OPERATOR. Removes the anchor's second account (删除主播副号). WeChat.",
  })
  removeSubAnchor(
    @Arg("input", () => RemoveSubAnchorInput, { description: "From which room." }) input: RemoveSubAnchorInput,
    @Ctx() { session }: GraphQLContext,
  ): Promise<LiveRoomPayload> {
    return writing(() => session.rooms.removeSubAnchor(input.liveRoom));
  }
}
