import { z } from "zod";
import type { Assistant, AssistantInput, AssistantPort } from "../../../domain/assistant";
import type { Call, Found } from "../../../domain/call";
import { LiveError, refuseAll } from "../../../domain/error";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatAssistantList } from "../protocol/wire";
import type { WechatAssistantChange, WechatAssistantRemoval } from "../protocol/wire-room";
import { found, invalid, required, wechatId as checkWechatId } from "./checks";
import type { WechatContext } from "./context";
import { eachFound } from "../../../upstream/each-found";
import { roomNumber } from "./native-id";
import { fromSeconds } from "./time";

/** How many assistants (小助手) one room takes. */
const MOST = 10;

export function createAssistants({ client }: WechatContext): AssistantPort {
  async function list(roomNativeId: string, call: Call): Promise<readonly Assistant[]> {
    const answer = await client.send(
      wechatEndpoints.listAssistants,
      { query: { roomId: roomNumber(roomNativeId) } },
      wechatAssistantList,
      call,
    );
    return (answer.list ?? []).map((row) => ({
      id: row.openid || row.alias || row.nickname,
      nickname: row.nickname,
      alias: row.alias || null,
      openId: row.openid || null,
      avatarUrl: row.headimg || null,
      addedAt: fromSeconds(row.timestamp),
    }));
  }
  return {
    listAssistants: (roomNativeIds, call): Promise<readonly Found<readonly Assistant[]>[]> =>
      eachFound(roomNativeIds, (nativeId) => list(nativeId, call)),
    async renameAssistant(roomNativeId, { wechatId, nickname }, call) {
      refuseAll(found(checkWechatId(wechatId, ["wechatId"]), required(nickname.trim(), ["nickname"])));
      const body: WechatAssistantChange = { roomId: roomNumber(roomNativeId), username: wechatId, nickname };
      await client.send(wechatEndpoints.modifyAssistant, { body }, z.unknown(), call);
    },
    async removeAssistant(roomNativeId, wechatId, call) {
      refuseAll(found(checkWechatId(wechatId, ["wechatId"])));
      const body: WechatAssistantRemoval = { roomId: roomNumber(roomNativeId), username: wechatId };
      await client.send(wechatEndpoints.removeAssistant, { body }, z.unknown(), call);
    },
    async addAssistants(roomNativeId, assistants, call) {
      refuseAll(checkAssistants(assistants));
      const users = assistants.map(({ wechatId, nickname }) => ({ username: wechatId, nickname }));
      await client.send(
        wechatEndpoints.addAssistants,
        { body: { roomId: roomNumber(roomNativeId), users } },
        z.unknown(),
        call,
      );
    },
  };
}

function checkAssistants(assistants: readonly AssistantInput[]): LiveError[] {
  if (assistants.length === 0)
    return [invalid(["assistants"], "Name at least one assistant.", "请至少填写一位小助手。")];
  if (assistants.length > MOST) {
    return [
      new LiveError(
        "LIMIT_EXCEEDED",
        { en: `A room takes at most ${MOST} assistants.`, zh: `每个直播间最多 ${MOST} 位小助手。` },
        { field: ["assistants"], provider: "WECHAT" },
      ),
    ];
  }
  const seen = new Set<string>();
  return assistants.flatMap(({ wechatId, nickname }, index) => {
    const at = (name: string) => ["assistants", String(index), name];
    const twice = seen.has(wechatId)
      ? invalid(at("wechatId"), "This person is named twice.", "该微信号重复填写。")
      : null;
    seen.add(wechatId);
    return found(checkWechatId(wechatId, at("wechatId")), required(nickname.trim(), at("nickname")), twice);
  });
}
