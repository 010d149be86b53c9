import { Field, ID, InputType } from "type-graphql";
import type { ProviderName } from "../../domain/account";
import type { RoomStatus } from "../../domain/room";
import type { RoomFilter } from "../../gateway/room-list";
import { LiveRoomStatusEnum, ProviderEnum } from "../enums";
import { DateTimeScalar } from "../scalars";

@InputType("LiveRoomFilter", {
  description: "Which rooms. All conditions together; one that is absent lets every room pass.",
})
export class LiveRoomFilterInput implements RoomFilter {
  @Field(() => [ID], { nullable: true, description: "Global ids of accounts, such as `account:wechat`." })
  readonly accounts?: string[] | null;

  @Field(() => [ProviderEnum], { nullable: true, description: "Providers." })
  readonly providers?: ProviderName[] | null;

  @Field(() => [LiveRoomStatusEnum], { nullable: true, description: "Statuses." })
  readonly statuses?: RoomStatus[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Text within the title, the anchor's name or the native id; upper and lower case are the same.",
  })
  readonly search?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Rooms that start at this time or later." })
  readonly startsAfter?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Rooms that start before this time." })
  readonly startsBefore?: Date | null;
}
