import { startSandboxServer, type Sandbox } from "../../../sandbox";
import { createEvents } from "./events";
import { createWechatService } from "./service";
import {
  readSettings,
  type WechatCallback,
  type WechatSandboxCredentials,
  type WechatSandboxOptions,
} from "./settings";

export type { SeedSize, WechatCallback, WechatSandboxCredentials, WechatSandboxOptions } from "./settings";

/** A simulated WeChat account with live broadcast (小程序直播) that listens. */
export interface WechatSandbox extends Sandbox {
  readonly credentials: WechatSandboxCredentials;
  /** Where events go from now on; null: nowhere. */
  sendEventsTo(callback: WechatCallback | null): void;
}

export async function startWechatSandbox(options: WechatSandboxOptions = {}): Promise<WechatSandbox> {
  const { clock, settings } = readSettings(options);
  const { credentials } = settings;
  const events = createEvents(clock, credentials.appId, options.callback ?? null);
  const sandbox = await startSandboxServer(() => createWechatService(clock, settings, events), clock, options);
  return {
    ...sandbox,
    credentials,
    sendEventsTo: (callback) => events.configure(callback),
    async close() {
      events.reset();
      await sandbox.close();
    },
  };
}
