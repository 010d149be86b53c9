import type { WechatSubAnchor } from "../protocol/wire-room";
import { idField, textField } from "./fields";
import { liveOperation, type WechatOperation } from "./operation";
import type { PeopleRegistry } from "./people";
import { WechatRefusal } from "./refusal";
import { roomFor, type Room } from "./rooms";

/** A room has one sub-anchor (副主播) at most. */
export const subAnchorOperations: readonly WechatOperation[] = [
  liveOperation({
    name: "subAnchor.add",
    path: "/wxaapi/broadcast/room/addsubanchor",
    success: "text",
    prepare: (fields) => {
      const roomId = idField(fields, "roomId");
      const username = textField(fields, "username");
      return ({ state: { rooms, people } }) => {
        const room = roomFor(rooms, roomId, "subAnchor");
        checkSubAnchor(room, username, people);
        if (room.subAnchorWechat !== null) throw new WechatRefusal(500003);
        room.subAnchorWechat = username;
        return {};
      };
    },
  }),
  liveOperation({
    name: "subAnchor.modify",
    path: "/wxaapi/broadcast/room/modifysubanchor",
    success: "text",
    prepare: (fields) => {
      const roomId = idField(fields, "roomId");
      const username = textField(fields, "username");
      return ({ state: { rooms, people } }) => {
        const room = roomFor(rooms, roomId, "subAnchor");
        // What WeChat says when there is nobody to replace is not documented.
        if (room.subAnchorWechat === null) throw new WechatRefusal(500001);
        checkSubAnchor(room, username, people);
        room.subAnchorWechat = username;
        return {};
      };
    },
  }),
  liveOperation({
    name: "subAnchor.delete",
    path: "/wxaapi/broadcast/room/deletesubanchor",
    success: "text",
    prepare: (fields) => {
      const roomId = idField(fields, "roomId");
      return ({ state: { rooms } }) => {
        roomFor(rooms, roomId, "subAnchor").subAnchorWechat = null;
        return {};
      };
    },
  }),
  liveOperation({
    name: "subAnchor.get",
    method: "GET",
    path: "/wxaapi/broadcast/room/getsubanchor",
    success: "code",
    prepare: (fields) => {
      const roomId = idField(fields, "roomId");
      return ({ state: { rooms } }) => {
        const { subAnchorWechat } = roomFor(rooms, roomId);
        return (subAnchorWechat === null ? {} : { username: subAnchorWechat }) satisfies WechatSubAnchor;
      };
    },
  }),
];

function checkSubAnchor(room: Room, username: string, people: PeopleRegistry): void {
  const person = people.find(username);
  if (!person) throw new WechatRefusal(500001);
  if (!person.verified) throw new WechatRefusal(500002);
  if (username === room.anchorWechat) throw new WechatRefusal(500005);
  if (username === room.subAnchorWechat) throw new WechatRefusal(500004);
}
