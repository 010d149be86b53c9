import { Arg, Authorized, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from "type-graphql";
import type { Role } from "../../domain/caller";
import type { FollowerChange, NotificationProgress, RoomChange } from "../../domain/event";
import { formatId } from "../../domain/id";
import type { Notification } from "../../domain/notification";
import type { Room } from "../../domain/room";
import type { Occurrence } from "../../gateway/events";
import type { RoomFilter } from "../../gateway/room-list";
import type { GraphQLContext } from "../context";
import { NotificationType } from "../notification/type";
import { LiveRoomFilterInput } from "../room/filter";
import { LiveRoomType } from "../room/type";
import { FollowerChangeType, LiveRoomChangeType } from "./type";

/** What type-graphql hands to a subscription when it begins. */
interface Beginning<Arguments> {
  readonly args: Arguments;
  readonly context: GraphQLContext;
}

type FollowerOccurrence = FollowerChange & Pick<FollowerChangeType, "eventId">;

@Resolver(() => FollowerChangeType)
export class LiveSubscriptions {
  @Subscription(() => LiveRoomChangeType, {
    description:
      "Rooms as they appear, change and go. A filter lets a change pass when the room matches it after the change or did before, so that a watcher of LIVE rooms also hears that one has ended.",
    subscribe: ({
      args: { filter, ids },
      context: { session, lastEventId },
    }: Beginning<{ filter?: RoomFilter | null; ids?: string[] | null }>) =>
      session.watching.rooms(filter ?? {}, ids ?? null, lastEventId ?? null),
  })
  liveRoomChanged(
    @Root() { id, event }: Occurrence<RoomChange>,
    @Arg("filter", () => LiveRoomFilterInput, { nullable: true, description: "Which rooms; absent: all." })
    _filter: LiveRoomFilterInput | null | undefined,
    @Arg("ids", () => [ID], { nullable: true, description: "Global ids of rooms; absent: all." })
    _ids: string[] | null | undefined,
  ): LiveRoomChangeType {
    const { at, kind, room, accountKey, nativeId, previousStatus } = event;
    const liveRoomId = formatId("room", accountKey, nativeId);
    return { eventId: id, at, kind, liveRoom: room, liveRoomId, previousStatus };
  }

  @Authorized<Role>("OPERATOR")
  @Subscription(() => FollowerChangeType, {
    description:
      "OPERATOR. Followers as they come and go (长期订阅用户). WeChat tells of them by callback: see `EVENTS` of the account's capabilities.",
    subscribe: ({ args: { account }, context: { session, lastEventId } }: Beginning<{ account?: string | null }>) =>
      session.watching.followers(account ?? null, lastEventId ?? null),
  })
  followerChanged(
    @Root() { id, event }: Occurrence<FollowerChange>,
    @Arg("account", () => ID, { nullable: true, description: "An account's global id; absent: all." })
    _account: string | null | undefined,
  ): FollowerOccurrence {
    return { ...event, eventId: id };
  }

  @Authorized<Role>("OPERATOR")
  @Subscription(() => NotificationType, {
    description: "OPERATOR. Pushes to followers (长期订阅群发) whenever they come further, with their counts.",
    subscribe: ({ args: { id }, context: { session, lastEventId } }: Beginning<{ id?: string | null }>) =>
      session.watching.notifications(id ?? null, lastEventId ?? null),
  })
  notificationProgressed(
    @Root() { event }: Occurrence<NotificationProgress>,
    @Arg("id", () => ID, { nullable: true, description: "A notification's global id; absent: all." })
    _id: string | null | undefined,
  ): Notification {
    return event.notification;
  }

  @FieldResolver(() => LiveRoomType, {
    nullable: true,
    description: "The room in which they did; null when it is gone.",
  })
  liveRoom(
    @Root() { accountKey, roomNativeId }: FollowerOccurrence,
    @Ctx() { session }: GraphQLContext,
  ): Promise<Room | null> | null {
    return roomNativeId === null ? null : session.rooms.byId(accountKey, roomNativeId);
  }
}
