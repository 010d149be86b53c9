import type { SandboxClock, SandboxOptions } from "../../../sandbox";
import type { Credentials } from "./auth/signature";
import type { Dialect } from "./dialect";

/** How a deployment makes its stream addresses. */
export interface PublishSettings {
  readonly hub: string;
  /** `%s` stands for the live id. */
  readonly streamPattern: string;
  readonly publishDomain: string;
  readonly rtmpPlayUrl: string;
  readonly flvPlayUrl: string;
  readonly hlsPlayUrl: string;
  /** Where recordings are played back from. */
  readonly playbackUrl: string;
  /** How the push URL is protected: not at all, by the hub's publish key, or by AK and SK. */
  readonly security: "none" | "expiry" | "expiry_sk";
  readonly publishKey: string;
  readonly expiresAfterSeconds: number;
}

/** How much a seeded state holds. What Qiniu has no notion of is accepted and makes nothing. */
export interface SeedSize {
  readonly rooms?: number;
  readonly goodsPerRoom?: number;
  readonly assistantsPerRoom?: number;
  readonly members?: number;
  readonly libraryGoods?: number;
}

export type Seed = "demo" | "empty" | SeedSize;

export interface QiniuSandboxOptions extends SandboxOptions {
  /** Absent: the hosted service as documented. */
  readonly dialect?: Dialect;
  /** Absent: the real time. */
  readonly clock?: SandboxClock;
  /** The state at the start and after a reset. Absent: demo. */
  readonly seed?: Seed;
  readonly credentials?: Credentials;
  /** Where events are sent. Absent or null: nowhere, until a control request says so. */
  readonly callback?: { readonly url: string } | null;
  readonly publish?: Partial<PublishSettings>;
  /** The payer that a gift is charged to. Absent or null: one that always pays. */
  readonly payment?: { readonly url: string } | null;
  /** What client tokens are signed with. */
  readonly clientTokenKey?: string;
}

/** The options with every blank filled in. */
export interface Settings {
  readonly dialect: Dialect;
  readonly seed: Seed;
  readonly credentials: Credentials;
  readonly callbackUrl: string | null;
  readonly publish: PublishSettings;
  readonly paymentUrl: string | null;
  readonly clientTokenKey: string;
  /** Application ids of the messaging and the real-time service. */
  readonly imAppId: string;
  readonly rtcAppId: string;
  /** The one moderator who can log in by name. */
  readonly administrator: { readonly userId: string; readonly name: string; readonly password: string };
}

const publish: PublishSettings = {
  hub: "sandbox-hub",
  streamPattern: "qn_live_kit-%s",
  publishDomain: "qiniu-publish.test",
  rtmpPlayUrl: "rtmp://qiniu-rtmp.test",
  flvPlayUrl: "https://qiniu-hdl.test",
  hlsPlayUrl: "https://qiniu-hls.test",
  playbackUrl: "https://qiniu-playback.test",
  security: "expiry",
  publishKey: "sandbox-publish-key",
  expiresAfterSeconds: 3600,
};

export function createSettings(options: QiniuSandboxOptions): Settings {
  return {
    dialect: options.dialect ?? "cloud",
    seed: options.seed ?? "demo",
    credentials: options.credentials ?? { accessKey: "sandbox-ak", secretKey: "sandbox-sk" },
    callbackUrl: options.callback?.url ?? null,
    publish: { ...publish, ...options.publish },
    paymentUrl: options.payment?.url ?? null,
    clientTokenKey: options.clientTokenKey ?? "sandbox-client-token-key",
    imAppId: "sandbox-im-app",
    rtcAppId: "sandbox-rtc-app",
    administrator: { userId: "admin", name: "admin", password: "sandbox-admin" },
  };
}
