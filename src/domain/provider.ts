import type { Account, Capability } from "./account";
import type { AssistantPort } from "./assistant";
import type { GoodsLibraryPort, RoomGoodsPort } from "./goods";
import type { MemberPort } from "./member";
import type { ReplayPort } from "./replay";
import type {
  PlaybackPort,
  RoomCreatePort,
  RoomDeletePort,
  RoomEndPort,
  RoomListPort,
  RoomReadPort,
  RoomUpdatePort,
} from "./room";
import type { Text } from "./text";

/** What a provider can do beyond listing rooms. A port that is absent is something it cannot do. */
export interface OptionalPorts {
  readonly roomRead?: RoomReadPort;
  readonly roomCreate?: RoomCreatePort;
  readonly roomUpdate?: RoomUpdatePort;
  readonly roomEnd?: RoomEndPort;
  readonly roomDelete?: RoomDeletePort;
  readonly roomGoods?: RoomGoodsPort;
  readonly playback?: PlaybackPort;
  readonly assistants?: AssistantPort;
  readonly replays?: ReplayPort;
  readonly goodsLibrary?: GoodsLibraryPort;
  readonly members?: MemberPort;
}
export type PortName = keyof OptionalPorts;

/**
 * One account of a live-commerce provider. All ports speak this domain only, refuse with LiveError only, and check the
 * provider's documented limits before they call it.
 */
export interface Provider extends OptionalPorts {
  readonly account: Account;
  readonly roomList: RoomListPort;
  /** What to do instead of something this provider cannot do. */
  readonly instead: Partial<Record<PortName, Text>>;
  /** Ends the connections. */
  close(): Promise<void>;
}

const capabilityOfPort: Record<PortName, Capability | null> = {
  roomRead: null,
  roomCreate: "ROOM_CREATE",
  roomUpdate: "ROOM_UPDATE",
  roomEnd: "ROOM_END",
  roomDelete: "ROOM_DELETE",
  roomGoods: "ROOM_GOODS",
  playback: "PLAYBACK",
  assistants: "ASSISTANTS",
  replays: "REPLAYS",
  goodsLibrary: "GOODS_LIBRARY",
  members: "MEMBERS",
};

/** What the account can do, read from the ports that are there. */
export function capabilitiesOf(provider: Provider): readonly Capability[] {
  const found: Capability[] = ["ROOM_LIST"];
  for (const [port, capability] of Object.entries(capabilityOfPort)) {
    if (capability && provider[port as PortName]) found.push(capability);
  }
  return found;
}
