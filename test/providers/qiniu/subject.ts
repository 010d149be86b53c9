import { CANNOT, type Subject } from "../../conformance/subject";
import { createSandboxClock } from "../../../src/sandbox";
import { dialects, startQiniuSandbox, type Dialect } from "../../../src/providers/qiniu/sandbox";
import { qiniu } from "../../../src/providers/qiniu";
import { fen } from "../../../src/domain/money";
import { forbiddenRoomGoods, forbiddenRooms, room } from "./inputs";

/** The room of the documents' examples, live in the seed state. */
const LIVE_ID = "2124305168299200512";
const UNKNOWN = "1111111111111111111";
/** Live ids are numbers of at most 20 digits. */
const impossibleIds = ["abc", "1.5", "-1", "１", "../user/info", "1".repeat(21), " 1", "1?a=b"];
const HOUR = 3600;

/** The same in every dialect: what differs between them ends in the adapter. */
export const qiniuSubjects: Readonly<Record<string, Subject>> = Object.fromEntries(
  dialects.map((dialect) => [`Qiniu (${dialect})`, qiniuSubject(dialect)]),
);

function qiniuSubject(dialect: Dialect): Subject {
  return {
    provider: "QINIU",
    module: qiniu,
    async start(clock) {
      const sandbox = await startQiniuSandbox({ dialect, clock: createSandboxClock(() => clock.now()) });
      const { accessKey, secretKey } = sandbox.credentials;
      return { sandbox, settings: { accessKey, secretKey, baseUrl: sandbox.url }, secrets: [secretKey] };
    },
    capabilities: [
      "ROOM_LIST",
      "ROOM_CREATE",
      "ROOM_END",
      "ROOM_DELETE",
      "ROOM_GOODS",
      "ROOM_GOODS_PUSH",
      "ROOM_GOODS_EXPLANATION",
      "INGEST",
      "PLAYBACK",
      "AUDIENCE",
      "MEMBERS",
    ],
    rooms: {
      someRoom: LIVE_ID,
      statuses: [
        [0, "SCHEDULED"],
        [1, "LIVE"],
        [2, "ENDED"],
      ],
      // 167 that have not ended, and 83 that have.
      partsOf250: 3,
      byId: { unknownId: UNKNOWN, impossibleIds, pathOf: (nativeId) => `/server/live/${nativeId}` },
    },
    roomWriting: {
      creation: room,
      forbiddenCreations: forbiddenRooms,
      update: CANNOT,
      end: { scheduledStatus: 0, liveStatus: 1, endedStatus: 2 },
      unknownId: UNKNOWN,
      impossibleIds,
      refusal: {
        async provoke(rig) {
          const { nativeId } = await rig.port("roomCreate").prepareRoom(room).create(rig.call);
          await rig.port("roomEnd").endRoom(nativeId, rig.call);
        },
        kind: "INVALID_STATE",
        operation: "live.stop",
      },
    },
    roomGoods: {
      room: LIVE_ID,
      addition: {
        new: {
          nativeId: "cup-2",
          name: "TIT茶杯",
          price: { kind: "RANGE", amount: fen(9950), maxAmount: fen(12900) },
          tags: ["茶具", "新品"],
          shelfStatus: "ON_SALE",
        },
      },
      added: {
        goods: {
          id: `goods:qiniu:${LIVE_ID}/cup-2`,
          name: "TIT茶杯",
          price: { kind: "RANGE", amount: fen(9950), maxAmount: fen(12900) },
          tags: ["茶具", "新品"],
        },
        shelfStatus: "ON_SALE",
      },
      addedAt: "first",
      forbidden: forbiddenRoomGoods,
      unknownRoom: UNKNOWN,
      impossibleRooms: impossibleIds,
    },
    goodsLibrary: CANNOT,
    assistants: CANNOT,
    replays: CANNOT,
    members: {
      member: { nativeId: "user_1", nickname: "林晓", roles: ["USER"], attributes: [{ key: "age", value: "18" }] },
      unknownId: "nobody",
      lookup: {
        path: "/server/user/infos",
        largest: 200,
        callsFor: (count) => Math.ceil(count / 200),
        fails: "alone",
      },
      idsOfSized: (count) => Promise.resolve(Array.from({ length: count }, (_, index) => `user_${index + 1}`)),
    },
    transport: {
      read: { path: "/client/live/room/list", operation: "client.live.list" },
      write: { path: "/server/live", operation: "live.create" },
      token: { path: "/server/auth/token", operation: "auth.token" },
      refusedToken: 401,
      // The gateway's clock is behind the provider's by six hours: the token has run out where it looks good from here.
      spoilToken({ sandbox, clock }) {
        sandbox.clock.advance(6 * HOUR);
        clock.advance(18.5 * HOUR);
        return Promise.resolve();
      },
      wrongSecret: { secretKey: "the-secret-of-somebody-else" },
    },
  };
}
