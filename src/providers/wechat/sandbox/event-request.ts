import { randomBytes } from "node:crypto";
import { eventText, writeEvent, type EventFields } from "./event-body";
import { encryptMessage, signature } from "./event-crypto";
import type { WechatCallback } from "./settings";

export interface EventRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly contentType?: string;
  readonly body?: string;
}

interface Sender {
  readonly appId: string;
  readonly seconds: number;
}

/** The push of an event in the form that the callback's settings ask for. */
export function eventRequest(event: EventFields, callback: WechatCallback, { appId, seconds }: Sender): EventRequest {
  const { token, encodingAesKey, mode, format } = callback;
  const stamp = { timestamp: String(seconds), nonce: newNonce() };
  const query: Record<string, string> = {
    signature: signature(token, stamp.timestamp, stamp.nonce),
    ...stamp,
    openid: eventText(event, "FromUserName"),
  };
  let fields = event;
  if (mode !== "plain") {
    const encrypted = encryptMessage(writeEvent(event, format), { encodingAesKey, appId });
    query["encrypt_type"] = "aes";
    query["msg_signature"] = signature(token, stamp.timestamp, stamp.nonce, encrypted);
    const clear = mode === "safe" ? { ToUserName: eventText(event, "ToUserName") } : event;
    fields = { ...clear, Encrypt: encrypted };
  }
  return {
    method: "POST",
    url: withQuery(callback.url, query),
    contentType: format === "json" ? "application/json" : "text/xml",
    body: writeEvent(fields, format),
  };
}

/** What the console sends when its push settings are saved. The echostr is plain in every mode, and wanted back as it is. */
export function verificationRequest(
  { url, token }: WechatCallback,
  seconds: number,
): EventRequest & { readonly echo: string } {
  const stamp = { timestamp: String(seconds), nonce: newNonce() };
  const echo = newNonce() + newNonce();
  const query = { signature: signature(token, stamp.timestamp, stamp.nonce), ...stamp, echostr: echo };
  return { method: "GET", url: withQuery(url, query), echo };
}

function newNonce(): string {
  return String(randomBytes(4).readUInt32BE());
}

function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value);
  return url.href;
}
