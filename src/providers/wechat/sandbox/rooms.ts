import type { SandboxClock } from "../../../sandbox";
import { WechatRefusal } from "./refusal";
import { requireStatus, type RoomAction, type RoomStatus } from "./room-status";

/** What creating and editing a room set. Images are names of pictures. Flags are WeChat's: 1 is closed. */
export interface RoomPlan {
  name: string;
  coverImg: string;
  shareImg: string;
  feedsImg: string;
  startTime: number;
  endTime: number;
  anchorName: string;
  anchorWechat: string;
  isFeedsPublic: number;
  closeLike: number;
  closeGoods: number;
  closeComment: number;
  closeReplay: number;
  closeShare: number;
  closeKf: number;
}

export interface RoomGoods {
  readonly goodsId: number;
  onSale: boolean;
  video: GoodsVideo;
}
export type GoodsVideo = "none" | "making" | "failed" | "ready";

export interface Assistant {
  readonly username: string;
  nickname: string;
  changedAt: number;
}

export interface Replay {
  readonly createdAt: number;
  /** Null: never, which WeChat writes as the last second that 32 bits can count. */
  readonly expiresAt: number | null;
  readonly mediaUrl: string;
}

export interface Room extends RoomPlan {
  readonly id: number;
  readonly type: number;
  readonly creatorOpenid: string;
  subAnchorWechat: string | null;
  banComment: number;
  goods: RoomGoods[];
  assistants: Assistant[];
  replays: Replay[];
  /** The goods that is being shown to the viewers, and until when. */
  pushing: { readonly goodsId: number; readonly until: number } | null;
}

export type RoomCreation = RoomPlan & Pick<Room, "type" | "creatorOpenid" | "subAnchorWechat">;

export interface RoomRegistry {
  add(creation: RoomCreation): Room;
  find(id: number): Room | undefined;
  edit(room: Room, plan: RoomPlan): void;
  remove(room: Room): void;
  all(): Iterable<Room>;
  /** The newest start first, and the newest room first among those that start together. */
  listed(): readonly Room[];
  status(room: Room): RoomStatus;
  setStatus(room: Room, status: RoomStatus): void;
}

export function createRoomRegistry(clock: SandboxClock): RoomRegistry {
  const rooms = new Map<number, Room>();
  const statuses = new Map<number, { readonly set: RoomStatus; readonly whileDue: boolean }>();
  let lastId = 0;
  let sorted: readonly Room[] | null = null;

  const setStatus = (room: Room, set: RoomStatus) => {
    statuses.set(room.id, { set, whileDue: clock.seconds() < room.endTime });
  };

  return {
    add(creation) {
      lastId += 1;
      const room: Room = {
        id: lastId,
        ...creation,
        banComment: 0,
        goods: [],
        assistants: [],
        replays: [],
        pushing: null,
      };
      rooms.set(room.id, room);
      setStatus(room, 102);
      sorted = null;
      return room;
    },
    find: (id) => rooms.get(id),
    edit(room, plan) {
      Object.assign(room, plan);
      setStatus(room, 102);
      sorted = null;
    },
    remove(room) {
      rooms.delete(room.id);
      statuses.delete(room.id);
      sorted = null;
    },
    all: () => rooms.values(),
    listed() {
      sorted ??= [...rooms.values()].sort((a, b) => b.startTime - a.startTime || b.id - a.id);
      return sorted;
    },
    status(room) {
      const { set, whileDue } = statuses.get(room.id) ?? { set: 106, whileDue: false };
      // A room that nobody started has expired when its planned end has passed.
      return set === 102 && whileDue && clock.seconds() >= room.endTime ? 107 : set;
    },
    setStatus,
  };
}

/** The room for an action that its status permits: 300022 without such a room, 300023 in the wrong status. */
export function roomFor(rooms: RoomRegistry, id: number, action?: RoomAction): Room {
  const room = rooms.find(id);
  if (!room) throw new WechatRefusal(300022);
  if (action) requireStatus(rooms.status(room), action);
  return room;
}
