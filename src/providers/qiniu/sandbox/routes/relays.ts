import type { QiniuStoppedBy } from "../../protocol/wire-callbacks";
import type { QiniuRelayTicket } from "../../protocol/wire-relays";
import { failures } from "../failure";
import { parameter, type Call, type QiniuRoute } from "../route";
import type { Relay } from "../state/entities";
import {
  confirmRelay,
  findOwnRelay,
  findRelay,
  mergeRelayExtends,
  startRelay,
  stopRelay,
  toRelaySession,
  type RelayInput,
} from "../state/relays";
import { findUser } from "../state/users";
import { makeRoomToken } from "../stream-urls";
import { bind, extensions, struct, text } from "../wire/binding";
import type { TextMap } from "../wire/json-writer";

const relayInput = struct<RelayInput>("StartRelayRequest", {
  init_room_id: text,
  recv_room_id: text,
  recv_user_id: text,
  extends: extensions,
});
const relayExtendsInput = struct<{ readonly extends: TextMap | null }>("PostRelayExtendsRequest", {
  extends: extensions,
});

/** Competitions between two rooms (PK, 跨房). */
export const relayRoutes: readonly QiniuRoute[] = [
  {
    method: "POST",
    path: "/client/relay/start",
    masterCode: 0,
    masterFailure: { status: 500 },
    handle(call) {
      const input = bind(call.request, relayInput, { modernText: "Bad Request" });
      refuseIncomplete(input, call.caller.UserId);
      const relay = startRelay(call, input, call.caller.UserId);
      void call.world.callbacks.send(call, "pk_started", toRelaySession(relay));
      return toTicket(call, relay, relay.recvRoomId);
    },
  },
  {
    method: "GET",
    path: "/client/relay/:id",
    masterCode: 0,
    handle: (call) => toRelaySession(findRelay(call, parameter(call, "id"))),
  },
  {
    method: "GET",
    path: "/client/relay/:id/token",
    masterCode: 0,
    handle(call) {
      const { relay, otherRoomId } = findOwnRelay(call, parameter(call, "id"), call.caller.UserId);
      return toTicket(call, relay, otherRoomId);
    },
  },
  {
    method: "POST",
    path: "/client/relay/:id/started",
    masterCode: 0,
    handle(call): QiniuRelayTicket {
      const { sid, status } = confirmRelay(call, parameter(call, "id"), call.caller.UserId);
      return { relay_id: sid, relay_status: status };
    },
  },
  {
    method: "POST",
    path: "/client/relay/:id/stop",
    masterCode: 0,
    masterFailure: { status: 400 },
    handle(call) {
      const sid = parameter(call, "id");
      if (call.dialect !== "master") announceBeforeStop(call, sid);
      stopRelay(call, sid, call.caller.UserId);
      if (call.dialect === "master") void call.world.callbacks.send(call, "pk_stopped", toCaller(call));
    },
  },
  ...(["client", "server"] as const).map((group): QiniuRoute => ({
    method: "POST",
    path: `/${group}/relay/:id/extends`,
    masterCode: 0,
    ...(group === "server" ? { only: ["cloud", "develop"] } : {}),
    handle(call) {
      const input = bind(call.request, relayExtendsInput);
      mergeRelayExtends(call, parameter(call, "id"), input.extends);
    },
  })),
];

function refuseIncomplete(input: RelayInput, userId: string): void {
  const complete = input.init_room_id !== "" && input.recv_room_id !== "" && input.recv_user_id !== "";
  if (!complete || userId === input.recv_user_id || input.init_room_id === input.recv_room_id) {
    throw failures.invalid().onMaster({ status: 400 });
  }
}

/** Develop tells of the stop before it tries, with the session as it still is; even when the stop then fails. */
function announceBeforeStop(call: Call, sid: string): void {
  const [relay] = call.world.relays.all().filter((candidate) => candidate.sid === sid);
  if (relay) void call.world.callbacks.send(call, "pk_stopped", toRelaySession(relay));
}

/** Master tells who stopped, and not what. */
function toCaller(call: Call): QiniuStoppedBy {
  const { AppId, UserId, DeviceId } = call.caller;
  return { AppId, UserId, DeviceId, ImUserId: findUser(call, UserId).imUserId };
}

function toTicket(call: Call, relay: Relay, otherRoomId: string): QiniuRelayTicket {
  const { clock, settings } = call.world;
  return {
    relay_id: relay.sid,
    relay_status: relay.status,
    relay_token: makeRoomToken(otherRoomId, call.caller.UserId, clock.seconds(), settings),
  };
}
