import type { QiniuMic } from "../../protocol/wire-mics";
import { toViewer } from "../answers";
import { inWords, ServiceFailure } from "../failure";
import { parameter, type Call, type QiniuRoute } from "../route";
import type { Mic } from "../state/entities";
import { changeMic, listMics, takeMic, type MicInput } from "../state/mics";
import { findUser } from "../state/users";
import { makeRoomToken } from "../stream-urls";
import { bind, extensions, flag, struct, text, type BindOptions } from "../wire/binding";

const micInput = struct<MicInput>("Request", {
  live_id: text,
  user_id: text,
  mic: flag,
  camera: flag,
  extends: extensions,
});

const switchInput = struct<{
  readonly live_id: string;
  readonly user_id: string;
  readonly type: string;
  readonly status: boolean;
}>("switchMicRequest", { live_id: text, user_id: text, type: text, status: flag });

/** Master answers a body it cannot read without a request id here. */
const unreadable: BindOptions = { masterText: "bind json error", withoutRequestId: true };

const takeSeat: Pick<QiniuRoute, "masterCode" | "masterFailure" | "handle"> = {
  masterCode: 200,
  masterFailure: inWords("up mic failed"),
  handle(call) {
    const input = bind(call.request, micInput, unreadable);
    takeMic(call, input, call.caller.UserId);
    const { clock, settings } = call.world;
    return { rtc_token: makeRoomToken(input.live_id, call.caller.UserId, clock.seconds(), settings) };
  },
};

const leaveSeat: Pick<QiniuRoute, "masterCode" | "masterFailure" | "handle"> = {
  masterCode: 200,
  masterFailure: inWords("down mic failed"),
  handle(call) {
    const { live_id: liveId } = bind(call.request, micInput, unreadable);
    changeMic(call, { liveId, userId: call.caller.UserId }, { status: 1 });
  },
};

/** Seats with a microphone (连麦). The paths that end in a slash need it. */
export const clientMicRoutes: readonly QiniuRoute[] = [
  { method: "POST", path: "/client/mic/", ...takeSeat },
  { method: "DELETE", path: "/client/mic/", ...leaveSeat },
  { method: "POST", path: "/client/mic/up", only: ["master"], ...takeSeat },
  { method: "POST", path: "/client/mic/down", only: ["master"], ...leaveSeat },
  {
    method: "GET",
    path: "/client/mic/room/list/:liveId",
    masterCode: 200,
    masterFailure: inWords("get mic list failed"),
    handle: (call) => listMics(call, parameter(call, "liveId")).flatMap((mic) => showMic(call, mic)),
  },
  {
    method: "PUT",
    path: "/client/mic/extension",
    masterCode: 200,
    masterFailure: inWords("update mic extends failed"),
    handle(call) {
      const input = bind(call.request, micInput, unreadable);
      changeMic(call, { liveId: input.live_id, userId: input.user_id }, { extends: input.extends });
    },
  },
  {
    method: "PUT",
    path: "/client/mic/switch",
    masterCode: 200,
    masterFailure: inWords("switch mic failed"),
    handle(call) {
      const input = bind(call.request, switchInput, unreadable);
      const known = { mic: { mic: input.status }, camera: { camera: input.status } }[input.type];
      changeMic(call, { liveId: input.live_id, userId: input.user_id }, known ?? {});
    },
  },
];

/** The real-time service would be asked who is really there; here everybody with a seat is. */
function showMic(call: Call, { userId, mic, camera, status, extends: attributes }: Mic): QiniuMic[] {
  try {
    return [{ user: toViewer(call.world, findUser(call, userId)), mic, camera, status, extends: attributes }];
  } catch (error) {
    if (error instanceof ServiceFailure) return [];
    throw error;
  }
}
