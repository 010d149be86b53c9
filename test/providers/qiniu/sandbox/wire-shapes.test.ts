import { z } from "zod";
import {
  qiniuClientToken,
  qiniuEnvelope,
  qiniuItems,
  qiniuLive,
  qiniuLivePage,
  qiniuUser,
  qiniuUsers,
} from "../../../../src/providers/qiniu/protocol/wire";
import { qiniuModerationConfig } from "../../../../src/providers/qiniu/protocol/wire-administration";
import { qiniuHeartbeat, qiniuLikes, qiniuLiveStats } from "../../../../src/providers/qiniu/protocol/wire-audience";
import { qiniuCallback, qiniuLiveEntity } from "../../../../src/providers/qiniu/protocol/wire-callbacks";
import { qiniuGift, qiniuGiftConfig, qiniuGiftSent } from "../../../../src/providers/qiniu/protocol/wire-gifts";
import { qiniuRecord } from "../../../../src/providers/qiniu/protocol/wire-items";
import { qiniuMic } from "../../../../src/providers/qiniu/protocol/wire-mics";
import { qiniuRelaySession, qiniuRelayTicket } from "../../../../src/providers/qiniu/protocol/wire-relays";
import {
  qiniuFailedRegistrations,
  qiniuUserProfile,
  qiniuViewer,
} from "../../../../src/providers/qiniu/protocol/wire-users";
import { describeDialects, type QiniuAnswer } from "./support/qiniu";
import { startEventSink } from "./support/events";

const pageOf = (row: z.ZodType) => qiniuLivePage.extend({ list: z.array(row).nullish() });

describeDialects("the shapes the adapter reads", (qiniu) => {
  const fits = (shape: z.ZodType, answer: QiniuAnswer) => {
    expect(qiniuEnvelope.safeParse(answer.json).error).toBeUndefined();
    expect([answer.status, shape.safeParse(answer.data).error]).toEqual([200, undefined]);
  };

  it("fit what the simulator answers", async () => {
    const [first, second] = [await qiniu().liveRoom("user_1"), await qiniu().liveRoom("user_2")];
    const user = (method: string, path: string, body?: unknown) => qiniu().as("user_1", method, path, body);
    const viewer = (method: string, path: string, body?: unknown) => qiniu().as("viewer", method, path, body);
    fits(qiniuUser, await qiniu().server("GET", "/server/user/info/user_1"));
    fits(qiniuUsers, await qiniu().server("GET", "/server/user/infos?user_ids=user_1"));
    fits(qiniuUserProfile, await user("GET", "/client/user/profile"));
    fits(
      qiniuFailedRegistrations,
      await qiniu().server("POST", "/server/user/register/batch", [{ user_id: "user_1" }]),
    );
    fits(qiniuClientToken, await qiniu().server("GET", "/server/auth/token?app_id=a&user_id=user_1"));
    fits(qiniuLive, await qiniu().server("GET", `/server/live/${first}`));
    fits(pageOf(qiniuLive), await user("GET", "/client/live/room/list"));
    fits(qiniuLive, await viewer("POST", `/client/live/room/user/${first}`));
    fits(qiniuHeartbeat, await viewer("GET", `/client/live/room/heartbeat/${first}`));
    fits(qiniuLikes, await viewer("PUT", `/client/live/room/${first}/like`));
    fits(pageOf(qiniuViewer), await user("GET", `/client/live/room/user_list?live_id=${first}`));
    fits(qiniuLiveStats, await user("GET", `/client/stats/singleLive/${first}`));
    await user("POST", "/client/mic/", { live_id: first });
    fits(z.array(qiniuMic), await user("GET", `/client/mic/room/list/${first}`));
    const items = [{ item_id: "a", title: "T", current_price: "1", status: 1 }];
    await qiniu().server("POST", "/server/item/add", { live_id: first, items });
    await user("POST", `/client/item/demonstrate/start/${first}/a`);
    fits(qiniuItems, await qiniu().server("GET", `/server/item/${first}`));
    fits(z.array(qiniuRecord), await user("GET", `/client/item/demonstrate/record/${first}`));
    await qiniu().server("POST", "/server/gift/config", { gift_id: 1, name: "g" });
    fits(z.array(qiniuGiftConfig), await qiniu().server("GET", "/server/gift/config/-1"));
    fits(qiniuGiftSent, await viewer("POST", "/client/gift/send", { live_id: first, gift_id: 1, amount: 1 }));
    fits(pageOf(qiniuGift), await qiniu().server("GET", `/server/gift/list/live/${first}`));
    const relay = await user("POST", "/client/relay/start", {
      init_room_id: first,
      recv_room_id: second,
      recv_user_id: "user_2",
    });
    fits(qiniuRelayTicket, relay);
    fits(qiniuRelaySession, await user("GET", `/client/relay/${(relay.data as { relay_id: string }).relay_id}`));
    const login = await qiniu().open("POST", "/manager/login", { user_name: "admin", password: "sandbox-admin" });
    const { access_token } = login.data as { access_token: string };
    fits(qiniuModerationConfig, await qiniu().withToken(access_token, "GET", "/admin/censor/config"));
  });

  it("fit what it sends", async () => {
    const sink = await startEventSink();
    qiniu().sandbox.sendEventsTo({ url: sink.url });
    await qiniu().liveRoom();
    for (const { body } of await sink.arrived(2)) {
      expect(qiniuCallback.safeParse(body).error).toBeUndefined();
      if (body.type === "live_created") expect(qiniuLiveEntity.safeParse(body.body).error).toBeUndefined();
    }
    await sink.close();
  });
});
