import type { WechatAssistantAddition, WechatAssistantList } from "../protocol/wire";
import { idField, invalid, listField, missing, textField, toObject } from "./fields";
import { liveOperation, type WechatOperation } from "./operation";
import { avatarOf, openidOf } from "./people";
import { WechatRefusal } from "./refusal";
import { roomFor, type Room } from "./rooms";

const MOST_ASSISTANTS = 10;

export const assistantOperations: readonly WechatOperation[] = [
  liveOperation({
    name: "assistant.add",
    path: "/wxaapi/broadcast/room/addassistant",
    success: "code",
    prepare: (fields) => {
      const roomId = idField(fields, "roomId");
      const users = listField(fields, "users").map(readUser);
      if (users.length === 0) throw missing("users");
      return ({ state: { rooms, people, clock } }) => {
        const room = roomFor(rooms, roomId, "assistants");
        const names = new Set(room.assistants.map(({ username }) => username));
        for (const { username } of users) {
          if (!people.find(username)) throw new WechatRefusal(600002);
          if (names.has(username)) throw new WechatRefusal(600001);
          names.add(username);
        }
        // Which code says that the room is full is not documented.
        if (names.size > MOST_ASSISTANTS) throw invalid("users");
        room.assistants.push(...users.map((user) => ({ ...user, changedAt: clock.seconds() })));
        return {};
      };
    },
  }),
  liveOperation({
    name: "assistant.modify",
    path: "/wxaapi/broadcast/room/modifyassistant",
    success: "code",
    prepare: (fields) => {
      const roomId = idField(fields, "roomId");
      const { username, nickname } = readUser(fields);
      return ({ state: { rooms, clock } }) => {
        const assistant = assistantOf(roomFor(rooms, roomId, "assistants"), username);
        assistant.nickname = nickname;
        assistant.changedAt = clock.seconds();
        return {};
      };
    },
  }),
  liveOperation({
    name: "assistant.remove",
    path: "/wxaapi/broadcast/room/removeassistant",
    success: "code",
    prepare: (fields) => {
      const roomId = idField(fields, "roomId");
      const username = textField(fields, "username");
      return ({ state: { rooms } }) => {
        const room = roomFor(rooms, roomId, "assistants");
        const assistant = assistantOf(room, username);
        room.assistants = room.assistants.filter((other) => other !== assistant);
        return {};
      };
    },
  }),
  liveOperation({
    name: "assistant.list",
    method: "GET",
    path: "/wxaapi/broadcast/room/getassistantlist",
    success: "code",
    prepare: (fields) => {
      const roomId = idField(fields, "roomId");
      return ({ state: { rooms }, pictureUrl }) => {
        const { assistants } = roomFor(rooms, roomId);
        return {
          list: assistants.map(({ username, nickname, changedAt }) => ({
            timestamp: changedAt,
            headimg: pictureUrl(avatarOf(username)),
            nickname,
            alias: username,
            openid: openidOf(username),
          })),
          count: assistants.length,
          maxCount: MOST_ASSISTANTS,
        } satisfies WechatAssistantList;
      };
    },
  }),
];

function readUser(value: unknown): WechatAssistantAddition["users"][number] {
  const user = toObject(value, "users");
  return { username: textField(user, "username"), nickname: textField(user, "nickname") };
}

function assistantOf(room: Room, username: string) {
  const assistant = room.assistants.find((other) => other.username === username);
  if (!assistant) throw new WechatRefusal(600002);
  return assistant;
}
