import type { WechatRoomCreated } from "../protocol/wire";
import { idField } from "./fields";
import { liveOperation, type WechatOperation } from "./operation";
import { openidOf } from "./people";
import { WechatRefusal } from "./refusal";
import { checkPlan, readCreation, readPlan, sameAnchors } from "./room-fields";
import { getLiveInfo } from "./room-list";
import { roomFor } from "./rooms";

export const roomOperations: readonly WechatOperation[] = [
  liveOperation({
    name: "room.create",
    path: "/wxaapi/broadcast/room/create",
    success: "code",
    prepare: (fields) => {
      const creation = readCreation(fields);
      return ({ state, pictureUrl }) => {
        const { people, rooms } = state;
        const plan = checkPlan(creation, state, ({ wechatId }) => pictureUrl(`verify-${wechatId}.png`));
        const subAnchor = creation.subAnchorWechat === undefined ? null : people.find(creation.subAnchorWechat);
        if (subAnchor !== null && !subAnchor?.verified) throw new WechatRefusal(300039);
        const creator = people.find(creation.createrWechat ?? creation.anchorWechat);
        if (!creator) throw new WechatRefusal(300041);
        const room = rooms.add({
          ...plan,
          type: creation.type,
          subAnchorWechat: subAnchor?.wechatId ?? null,
          creatorOpenid: openidOf(creator.wechatId),
        });
        return { roomId: room.id } satisfies WechatRoomCreated;
      };
    },
  }),
  getLiveInfo,
  liveOperation({
    name: "room.edit",
    path: "/wxaapi/broadcast/room/editroom",
    success: "text",
    prepare: (fields) => {
      const id = idField(fields, "id");
      const wanted = readPlan(fields);
      return ({ state, pictureUrl }) => {
        const room = roomFor(state.rooms, id, "edit");
        if (room.subAnchorWechat === wanted.anchorWechat) throw sameAnchors();
        const plan = checkPlan(wanted, state, ({ wechatId }) => pictureUrl(`verify-${wechatId}.png`));
        state.rooms.edit(room, plan);
        return {};
      };
    },
  }),
  liveOperation({
    name: "room.delete",
    path: "/wxaapi/broadcast/room/deleteroom",
    success: "text",
    prepare: (fields) => {
      const id = idField(fields, "id");
      return ({ state: { rooms } }) => {
        rooms.remove(roomFor(rooms, id, "delete"));
        return {};
      };
    },
  }),
];
