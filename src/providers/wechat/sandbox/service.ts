import {
  jsonReply,
  type SandboxClock,
  type SandboxReply,
  type SandboxRequest,
  type SandboxService,
} from "../../../sandbox";
import { createControl } from "./control";
import type { WechatEvents } from "./events";
import type { OperationContext, WechatOperation } from "./operation";
import { operations } from "./operations";
import { createRequestIds, refusalText, WechatRefusal } from "./refusal";
import { readFields } from "./request-fields";
import { seedState } from "./seed";
import type { WechatSettings } from "./settings";
import { createState, type WechatState } from "./state";

/**
 * WeChat's server API over one account. Every business answer is HTTP 200; the order in which a request is refused is
 * token, quota, method, body, arguments, account, and only then what the operation itself has to say.
 */
export function createWechatService(
  clock: SandboxClock,
  settings: WechatSettings,
  events: WechatEvents,
): SandboxService {
  const byPath = new Map(operations.map((operation) => [operation.path, operation]));
  const requestIds = createRequestIds(() => clock.seconds());
  let state = seededState();

  function seededState(): WechatState {
    const fresh = createState(clock, settings);
    seedState(fresh, settings.seed);
    return fresh;
  }

  const refuse = (refusal: WechatRefusal): SandboxReply =>
    jsonReply({
      errcode: refusal.code,
      errmsg: `${refusal.message} rid: ${requestIds.next()}`,
      ...refusal.extra,
    });

  return {
    answer(request) {
      const operation = byPath.get(request.path);
      if (!operation) return { status: 404, body: "" };
      try {
        return jsonReply(perform(operation, request, { state, events, pictureUrl: pictureUrls(request) }));
      } catch (error) {
        if (error instanceof WechatRefusal) return refuse(error);
        throw error;
      }
    },
    refusal: (code) => refuse(new WechatRefusal(code, refusalText(code))),
    reset() {
      state = seededState();
      events.reset();
    },
    secrets: { query: ["access_token", "secret"], body: ["access_token", "secret"] },
    control: createControl({ state: () => state, events, operations }),
  };
}

function perform(operation: WechatOperation, request: SandboxRequest, context: OperationContext): object {
  const { state } = context;
  if (operation.guard === "token") {
    state.tokens.check(request.query.get("access_token"));
    state.quotas.spend(operation.quota);
  }
  if (request.method !== operation.method) throw wrongMethod(operation);
  const work = operation.prepare(readFields(operation, request));
  state.account.admit(operation);
  const answer = work(context);
  if (operation.success === "bare") return answer;
  return { errcode: 0, ...(operation.success === "text" ? { errmsg: "ok" } : {}), ...answer };
}

function wrongMethod({ method, names }: WechatOperation): WechatRefusal {
  // What a POST to getsharedcode was seen to answer; the others say which method they want.
  if (names.includes("room.getSharedCode")) return new WechatRefusal(47001);
  return new WechatRefusal(method === "GET" ? 43001 : 43002);
}

/** Pictures are on this server, under the name by which the client knows it. */
function pictureUrls(request: SandboxRequest): (name: string) => string {
  const origin = `http://${request.headers.host ?? "127.0.0.1"}`;
  return (name) => `${origin}/_sandbox/images/${encodeURIComponent(name)}`;
}
