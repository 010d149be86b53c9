import type { Call, Found } from "./call";

/** Somebody who helps in a room (小助手). */
export interface Assistant {
  /** The openid where the provider gives one. */
  readonly id: string;
  readonly nickname: string;
  /** The WeChat id (微信号). */
  readonly alias: string | null;
  readonly openId: string | null;
  readonly avatarUrl: string | null;
  readonly addedAt: Date | null;
}

export interface AssistantInput {
  readonly wechatId: string;
  readonly nickname: string;
}

export interface AssistantPort {
  listAssistants(roomNativeIds: readonly string[], call: Call): Promise<readonly Found<readonly Assistant[]>[]>;
  addAssistants(roomNativeId: string, assistants: readonly AssistantInput[], call: Call): Promise<void>;
  renameAssistant(roomNativeId: string, assistant: AssistantInput, call: Call): Promise<void>;
  removeAssistant(roomNativeId: string, wechatId: string, call: Call): Promise<void>;
}
