import { createHmac } from "node:crypto";
import type { Settings } from "./settings";
import { writeJson } from "./wire/json-writer";

interface StreamUrls {
  readonly pushUrl: string;
  readonly rtmpUrl: string;
  readonly flvUrl: string;
  readonly hlsUrl: string;
}

/** The addresses of a room's stream, made once, when the room is created. The push URL is never renewed. */
export function makeStreamUrls(liveId: string, expiresAt: number, settings: Settings): StreamUrls {
  const { publish } = settings;
  const path = `/${publish.hub}/${publish.streamPattern.replace("%s", liveId)}`;
  return {
    pushUrl: `rtmp://${publish.publishDomain}${signedPath(path, expiresAt, settings)}`,
    rtmpUrl: `${publish.rtmpPlayUrl}${path}`,
    flvUrl: `${publish.flvPlayUrl}${path}.flv`,
    hlsUrl: `${publish.hlsPlayUrl}${path}.m3u8`,
  };
}

function signedPath(path: string, expiresAt: number, { publish, credentials }: Settings): string {
  switch (publish.security) {
    case "none":
      return path;
    case "expiry": {
      const signed = `${path}?expire=${expiresAt}`;
      return `${signed}&token=${urlSafeHmac(publish.publishKey, signed)}`;
    }
    case "expiry_sk": {
      const signed = `${path}?e=${expiresAt}`;
      return `${signed}&token=${credentials.accessKey}:${urlSafeHmac(credentials.secretKey, signed)}`;
    }
  }
}

const ROOM_TOKEN_SECONDS = 86400;

/** The token with which a user enters a room of the real-time service. */
export function makeRoomToken(liveId: string, userId: string, nowSeconds: number, settings: Settings): string {
  const { accessKey, secretKey } = settings.credentials;
  const access = writeJson({
    appId: settings.rtcAppId,
    roomName: liveId,
    userId,
    expireAt: nowSeconds + ROOM_TOKEN_SECONDS,
    permission: "user",
  });
  const policy = urlSafe(Buffer.from(access).toString("base64"));
  return `${accessKey}:${urlSafeHmac(secretKey, policy)}:${policy}`;
}

function urlSafeHmac(key: string, text: string): string {
  return urlSafe(createHmac("sha1", key).update(text).digest("base64"));
}

/** Qiniu's base64: the URL-safe alphabet, with its padding. */
function urlSafe(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_");
}
