import { createSandboxClock, type SandboxClock, type SandboxOptions } from "../../../sandbox";

export interface WechatSandboxCredentials {
  readonly appId: string;
  readonly appSecret: string;
  /** The Token of the console's message push page, known to both sides. */
  readonly pushToken: string;
  readonly encodingAesKey: string;
}

/** Where events go and in which of WeChat's forms. */
export interface WechatCallback {
  readonly url: string;
  readonly token: string;
  readonly encodingAesKey: string;
  readonly mode: "plain" | "compatible" | "safe";
  readonly format: "json" | "xml";
}

export interface SeedSize {
  readonly rooms: number;
  readonly goodsPerRoom: number;
  readonly assistantsPerRoom: number;
  readonly members: number;
  readonly libraryGoods: number;
  readonly followers?: number;
}

export interface WechatSandboxOptions extends SandboxOptions {
  readonly clock?: SandboxClock;
  /** Absent: "demo", a small shop with a room in every status. */
  readonly seed?: "demo" | "empty" | SeedSize;
  /** Goods are approved (or refused) by themselves after so many seconds; null: only by the control route. Absent: 60. */
  readonly reviewSeconds?: number | null;
  /** How many goods a room takes. WeChat does not publish its own figure. Absent: 200. */
  readonly goodsPerRoom?: number;
  readonly callback?: WechatCallback | null;
  readonly credentials?: Partial<WechatSandboxCredentials>;
}

export interface WechatSettings {
  readonly seed: "demo" | "empty" | SeedSize;
  readonly reviewSeconds: number | null;
  readonly goodsPerRoom: number;
  readonly credentials: WechatSandboxCredentials;
}

const defaultCredentials: WechatSandboxCredentials = {
  appId: "wx0000000000000001",
  appSecret: "sandbox-wechat-secret",
  pushToken: "sandboxtoken",
  encodingAesKey: "A".repeat(43),
};

export function readSettings(options: WechatSandboxOptions): { clock: SandboxClock; settings: WechatSettings } {
  return {
    clock: options.clock ?? createSandboxClock(),
    settings: {
      seed: options.seed ?? "demo",
      reviewSeconds: options.reviewSeconds === undefined ? 60 : options.reviewSeconds,
      goodsPerRoom: options.goodsPerRoom ?? 200,
      credentials: { ...defaultCredentials, ...options.credentials },
    },
  };
}
