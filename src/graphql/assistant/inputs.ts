import { Field, ID, InputType } from "type-graphql";
import type { AssistantInput } from "../../domain/assistant";

const ROOM = "The room's global id.";
const WECHAT_ID = "The WeChat id (微信号); neither openid nor nickname.";

@InputType("AssistantInput", { description: "Somebody who is to help in a room." })
export class AssistantInputType implements AssistantInput {
  @Field(() => String, { description: WECHAT_ID })
  readonly wechatId!: string;

  @Field(() => String, { description: "The name shown in the room." })
  readonly nickname!: string;
}

@InputType("AddAssistantsInput", { description: "Who is to help in which room." })
export class AddAssistantsInput {
  @Field(() => ID, { description: ROOM })
  readonly liveRoom!: string;

  @Field(() => [AssistantInputType], { description: "1 to 10 people; a room holds at most 10 in all." })
  readonly assistants!: AssistantInputType[];
}

@InputType("UpdateAssistantInput", { description: "An assistant's new name." })
export class UpdateAssistantInput implements AssistantInput {
  @Field(() => ID, { description: ROOM })
  readonly liveRoom!: string;

  @Field(() => String, { description: WECHAT_ID })
  readonly wechatId!: string;

  @Field(() => String, { description: "The name shown in the room from now on." })
  readonly nickname!: string;
}

@InputType("RemoveAssistantInput", { description: "An assistant to remove." })
export class RemoveAssistantInput {
  @Field(() => ID, { description: ROOM })
  readonly liveRoom!: string;

  @Field(() => String, { description: WECHAT_ID })
  readonly wechatId!: string;
}

@InputType("SetSubAnchorInput", { description: "Who is to be the anchor's second account (主播副号)." })
export class SetSubAnchorInput {
  @Field(() => ID, { description: ROOM })
  readonly liveRoom!: string;

  @Field(() => String, {
    description: "The WeChat id (微信号) of somebody with real-name verification; another than the anchor's.",
  })
  readonly wechatId!: string;
}

@InputType("RemoveSubAnchorInput", { description: "A room that is to have no second anchor." })
export class RemoveSubAnchorInput {
  @Field(() => ID, { description: ROOM })
  readonly liveRoom!: string;
}
