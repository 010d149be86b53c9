import type { QiniuClientToken } from "../../protocol/wire";
import type { QiniuModerationConfig } from "../../protocol/wire-administration";
import { failures, onMaster } from "../failure";
import { parameter, type Call, type QiniuRoute } from "../route";
import { needDatabase } from "../state/database";
import { findRoom, stopRoomForContent } from "../state/rooms";
import { bind, flag, integer, struct, text } from "../wire/binding";
import { issueToken } from "./server-auth";

const loginInput = struct<{ readonly user_name: string; readonly password: string }>("LoginRequest", {
  user_name: text,
  password: text,
});

const moderationInput = struct<QiniuModerationConfig>("CensorConfigDto", {
  enable: flag,
  pulp: flag,
  terror: flag,
  politician: flag,
  ads: flag,
  interval: integer,
});

const paymentInput = struct<{ readonly amount: number }>("PayGiftRequest", { amount: integer });

/** What moderators do, as far as it changes what a business server sees. */
export const administrationRoutes: readonly QiniuRoute[] = [
  { method: "POST", path: "/manager/login", masterCode: 0, masterFailure: { status: 500 }, handle: logIn },
  {
    method: "POST",
    path: "/admin/censor/stoplive/:liveId",
    masterCode: 200,
    handle(call) {
      const room = findRoom(call, parameter(call, "liveId"));
      onMaster({ status: 500 }, () => stopRoomForContent(call, room.liveId, call.caller.UserId));
    },
  },
  {
    method: "GET",
    path: "/admin/censor/config",
    masterCode: 0,
    handle: (call): QiniuModerationConfig => ({ ...call.world.moderation }),
  },
  {
    method: "POST",
    path: "/admin/censor/config",
    masterCode: 0,
    masterFailure: { status: 400 },
    handle(call) {
      const config = bind(call.request, moderationInput);
      if (config.enable && (config.interval < 1 || config.interval > 60)) throw failures.invalid();
      call.world.moderation = config;
      return config;
    },
  },
  // A payer to try gifts with. Master's one draws lots; here it always pays.
  {
    method: "POST",
    path: "/manager/gift/test",
    masterCode: 0,
    handle(call) {
      bind(call.request, paymentInput);
      return call.dialect === "master" ? undefined : { status: 1 };
    },
  },
];

function logIn(call: Call): QiniuClientToken {
  const input = bind(call.request, loginInput);
  const { administrator } = call.world.settings;
  needDatabase(call);
  if (input.user_name !== administrator.name) throw failures.wrongLogin();
  if (input.password !== administrator.password) throw failures.wrongPassword();
  return issueToken(call, { appId: "", userId: administrator.userId, deviceId: "", expiresAt: 0 }, "admin");
}
