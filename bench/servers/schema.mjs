/** The part of the product's schema that the peers serve as well. */
export const typeDefs = `
  enum LiveRoomStatus { SCHEDULED LIVE PAUSED ENDED EXPIRED BANNED FAILED UNKNOWN }
  type Anchor { name: String }
  type Goods { id: ID! nativeId: String! name: String! link: String }
  type RoomGoodsConnection { nodes: [Goods!]! }
  type Assistant { nickname: String! avatarUrl: String }
  type LiveRoom {
    id: ID! nativeId: String! title: String! status: LiveRoomStatus! startsAt: String endsAt: String coverUrl: String
    anchor: Anchor goods(first: Int = 20): RoomGoodsConnection! assistants: [Assistant!]!
  }
  type LiveRoomConnection { nodes: [LiveRoom!]! }
  type Query { liveRooms(first: Int = 20): LiveRoomConnection! liveRoom(id: ID!): LiveRoom }
`;
