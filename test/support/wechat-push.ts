import { createCipheriv, createHash } from "node:crypto";

const KEY = Buffer.from(`${"A".repeat(43)}=`, "base64");

/** A push as WeChat's page on safe mode says it is made, from the page alone. */
export function writePush(
  message: object,
  seconds: number,
): { readonly query: URLSearchParams; readonly body: string } {
  const text = Buffer.from(JSON.stringify(message));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const content = Buffer.concat([Buffer.alloc(16, 7), length, text, Buffer.from("wx0000000000000001")]);
  const missing = 32 - (content.length % 32);
  const cipher = createCipheriv("aes-256-cbc", KEY, KEY.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([content, Buffer.alloc(missing, missing)]);
  const encrypted = Buffer.concat([cipher.update(padded), cipher.final()]).toString("base64");
  const stamp = { timestamp: String(seconds), nonce: "415670741" };
  const signed = ["sandboxtoken", stamp.timestamp, stamp.nonce, encrypted].sort().join("");
  const msg_signature = createHash("sha1").update(signed).digest("hex");
  return {
    query: new URLSearchParams({ ...stamp, msg_signature, encrypt_type: "aes" }),
    body: JSON.stringify({ ToUserName: "gh_0", Encrypt: encrypted }),
  };
}

export function follow(openId: string, seconds: number): object {
  return {
    ...{ ToUserName: "gh_0", FromUserName: openId, CreateTime: seconds, MsgType: "event" },
    Event: "wxalive_follow_notify",
    FollowNotify: { room_id: 3, user_openid: openId, time: seconds, live_status: 102, action: "add_follow" },
  };
}
