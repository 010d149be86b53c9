import { LiveError } from "../domain/error";
import { parseId, type GlobalId, type NodeKind } from "../domain/id";
import type { ConnectedAccount } from "./account";

/** A global id taken apart; a text that is none is the caller's mistake. */
export function readId(text: string, field: readonly string[] = ["id"]): GlobalId {
  const id = parseId(text);
  if (id) return id;
  throw new LiveError(
    "BAD_USER_INPUT",
    {
      en: `"${shown(text)}" is not an id of this API: ids look like room:wechat:33.`,
      zh: `“${shown(text)}”不是有效的 id：id 形如 room:wechat:33。`,
    },
    { field },
  );
}

export interface Identified {
  readonly connected: ConnectedAccount;
  readonly nativeId: string;
}

/** What an input's id names: an account of ours and an id in it. An id of another kind names nothing. */
export function identify(
  accounts: ReadonlyMap<string, ConnectedAccount>,
  kind: NodeKind,
  text: string,
  field: readonly string[],
): Identified {
  const id = readId(text, field);
  const connected = id.kind === kind ? accounts.get(id.account) : undefined;
  if (connected) return { connected, nativeId: id.native };
  throw notFound(kind, field);
}

const names: Record<NodeKind, { en: string; zh: string }> = {
  account: { en: "account", zh: "账号" },
  room: { en: "live room", zh: "直播间" },
  goods: { en: "goods", zh: "商品" },
  member: { en: "member", zh: "成员" },
  notification: { en: "notification", zh: "群发通知" },
};

export function notFound(kind: NodeKind, field: readonly string[]): LiveError {
  const { en, zh } = names[kind];
  return new LiveError("NOT_FOUND", { en: `There is no such ${en}.`, zh: `${zh}不存在。` }, { field });
}

const LONGEST_SHOWN = 40;

function shown(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
