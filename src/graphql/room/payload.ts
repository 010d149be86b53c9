import { Field, ID, ObjectType } from "type-graphql";
import type { Room } from "../../domain/room";
import type { PartlyDone } from "../../gateway/room-writes";
import { attempt, attemptEach, USER_ERRORS, UserError, type Refused } from "../user-error";
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
export function writing(write: () => Promise<Room | null>): Promise<LiveRoomPayload> {
  return attempt<LiveRoomPayload>(async () => ({ liveRoom: await write() }), { liveRoom: null });
}

/** A write made of several, that answers with its room and with what was refused of it. */
export function writingEach(write: () => Promise<PartlyDone>): Promise<LiveRoomPayload> {
  return attemptEach<LiveRoomPayload, PartlyDone>(write, ({ room }) => ({ liveRoom: room }), { liveRoom: null });
}
