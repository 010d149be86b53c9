import type { Subject } from "../../conformance/subject";
import { CANNOT } from "../../conformance/subject";
import { fen } from "../../../src/domain/money";
import { createSandboxClock } from "../../../src/sandbox";
import { startWechatSandbox } from "../../../src/providers/wechat/sandbox";
import { wechat } from "../../../src/providers/wechat";
import { control } from "../../support/control";
import {
  forbiddenAssistants,
  forbiddenGoods,
  forbiddenRoomChanges,
  forbiddenRoomGoods,
  forbiddenRooms,
  GOODS_MEDIA,
  room,
} from "./inputs";

/** Ids that WeChat, which counts from 1, cannot have given. */
const impossibleIds = ["0", "-1", "abc", "1e3", "007", "１", "9".repeat(30), "1/2", " 1"];
const UNKNOWN = "999999";

export const wechatSubject: Subject = {
  provider: "WECHAT",
  module: wechat,
  async start(clock) {
    const sandbox = await startWechatSandbox({ clock: createSandboxClock(() => clock.now()) });
    const { appId, appSecret } = sandbox.credentials;
    return { sandbox, settings: { appId, appSecret, baseUrl: sandbox.url }, secrets: [appSecret] };
  },
  capabilities: [
    "ROOM_LIST",
    "ROOM_CREATE",
    "ROOM_UPDATE",
    "ROOM_SETTINGS",
    "ROOM_DELETE",
    "ROOM_GOODS",
    "ROOM_GOODS_PUSH",
    "ROOM_GOODS_EXPLANATION",
    "ASSISTANTS",
    "SUB_ANCHOR",
    "REPLAYS",
    "SHARE_CODE",
    "INGEST",
    "GOODS_LIBRARY",
    "GOODS_REVIEW",
    "MEMBERS",
    "MEMBER_LIST",
    "MEMBER_ROLES",
    "FOLLOWERS",
    "NOTIFICATIONS",
    "IMAGES",
  ],
  rooms: {
    someRoom: "4",
    statuses: [
      [101, "LIVE"],
      [102, "SCHEDULED"],
      [103, "ENDED"],
      [104, "BANNED"],
      [105, "PAUSED"],
      [106, "FAILED"],
      [107, "EXPIRED"],
    ],
    partsOf250: 3,
    byId: CANNOT,
  },
  roomWriting: {
    creation: room,
    forbiddenCreations: forbiddenRooms,
    update: { change: { title: "换个房间名" }, changed: { title: "换个房间名" }, forbidden: forbiddenRoomChanges },
    end: CANNOT,
    unknownId: UNKNOWN,
    impossibleIds,
    refusal: {
      // The first room of the seed state is live.
      provoke: (rig) => rig.port("roomDelete").deleteRoom("1", rig.call),
      kind: "INVALID_STATE",
      operation: "room.delete",
    },
  },
  roomGoods: {
    room: "3",
    addition: { nativeId: "5" },
    added: { goods: { id: "goods:wechat:5", name: "陶瓷餐盘" } },
    addedAt: "last",
    forbidden: forbiddenRoomGoods,
    unknownRoom: UNKNOWN,
    impossibleRooms: impossibleIds,
  },
  goodsLibrary: {
    creation: {
      name: "TIT茶杯",
      cover: { mediaId: GOODS_MEDIA },
      price: { kind: "DISCOUNTED", amount: fen(9950), originalAmount: fen(12900) },
      link: "pages/index/index",
    },
    createdStatus: "PENDING",
    forbiddenCreations: forbiddenGoods,
    lookup: { path: "/wxa/business/getgoodswarehouse", largest: 20, unknownId: UNKNOWN, impossibleIds },
    sizedStatus: "APPROVED",
  },
  assistants: {
    rooms: { "1": ["客服A", "客服B"], "4": ["客服C"], "5": ["小助手"] },
    additions: [
      { wechatId: "walle1", nickname: "robot1" },
      { wechatId: "walle2", nickname: "root2" },
    ],
    forbidden: forbiddenAssistants,
    unknownRoom: UNKNOWN,
    impossibleRooms: impossibleIds,
  },
  replays: { room: "4", count: 2, roomWithout: "2", impossibleRooms: impossibleIds },
  members: {
    member: { nativeId: "ouq-ljQEwfhr04eNs6JrT1ODRIgw", nickname: "小林", provider: "WECHAT" },
    unknownId: "oNOBODY",
    lookup: {
      path: "/wxaapi/broadcast/role/getrolelist",
      largest: 30,
      // There is no call by id: the list is read until all are found.
      callsFor: (count) => Math.ceil(count / 30),
      fails: "together",
    },
    async idsOfSized(_count, rig) {
      const ids: string[] = [];
      for (let offset: number | null = 0; offset !== null;) {
        const page = await rig.port("memberList").listMembers({ role: null, search: null }, offset, 30, rig.call);
        ids.push(...page.items.map(({ item }) => item.nativeId));
        offset = page.next === null ? null : Number(page.next);
      }
      return ids;
    },
  },
  transport: {
    read: { path: "/wxa/business/getliveinfo", operation: "room.list" },
    write: { path: "/wxaapi/broadcast/room/create", operation: "room.create" },
    token: { path: "/cgi-bin/stable_token", operation: "token.stable" },
    refusedToken: 40001,
    async spoilToken({ sandbox }) {
      await control(sandbox, "/_sandbox/tokens/invalidate");
    },
    wrongSecret: { appSecret: "the-secret-of-somebody-else" },
  },
};
