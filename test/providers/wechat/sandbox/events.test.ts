import { createHash } from "node:crypto";
import type { WechatCallback } from "../../../../src/providers/wechat/sandbox";
import { accountForEach, START } from "./account";
import { decrypt } from "./decrypt";
import { startReceiver, type Received, type Receiver } from "./receiver";

const account = accountForEach();
const token = "sandboxtoken";
const encodingAesKey = "A".repeat(43);
const settings = { token, encodingAesKey, mode: "safe", format: "json" } as const;

let receiver: Receiver | undefined;
afterEach(() => receiver?.close());

async function listen(
  change: Partial<WechatCallback> = {},
  ...answer: Parameters<typeof startReceiver>
): Promise<Receiver> {
  receiver = await startReceiver(...answer);
  account().sandbox.sendEventsTo({ url: receiver.url, ...settings, ...change });
  return receiver;
}

const follow = (more: object = {}) => account().control("events", { type: "follow", ...more });
const sha1 = (...parts: (string | null)[]) => createHash("sha1").update(parts.sort().join("")).digest("hex");

function received(at = 0): Received {
  const request = receiver?.received[at];
  if (!request) throw new Error("nothing was received");
  return request;
}

describe("a push", () => {
  const fields = { user_openid: "oFAN1", room_id: 33, time: 1760000000, live_status: 101 };
  const payload = { room_id: 33, user_openid: "oFAN1", time: 1760000000, live_status: 101, action: "add_follow" };
  const event = {
    ToUserName: expect.stringMatching(/^gh_[0-9a-f]{12}$/) as string,
    FromUserName: "oFAN1",
    CreateTime: START,
    MsgType: "event",
    Event: "wxalive_follow_notify",
    FollowNotify: payload,
  };

  it("in plain mode is readable and signed over token, time and nonce", async () => {
    await listen({ mode: "plain" });
    await follow({ fields });
    const { method, query, contentType, body } = received();
    expect({ method, contentType }).toEqual({ method: "POST", contentType: "application/json" });
    expect(JSON.parse(body)).toEqual(event);
    expect(query.get("signature")).toBe(sha1(token, query.get("timestamp"), query.get("nonce")));
    expect(query.get("timestamp")).toBe(String(START));
    expect(query.get("openid")).toBe("oFAN1");
    expect(query.get("line")).toBe("1");
    expect(query.has("encrypt_type")).toBe(false);
  });

  it("in safe mode says nothing but to whom, and is signed with what is encrypted", async () => {
    await listen({ mode: "safe" });
    await follow({ fields });
    const { query, body } = received();
    const { Encrypt: encrypted, ...clear } = JSON.parse(body) as { Encrypt: string };
    expect(clear).toEqual({ ToUserName: event.ToUserName });
    expect(query.get("encrypt_type")).toBe("aes");
    expect(query.get("msg_signature")).toBe(sha1(token, query.get("timestamp"), query.get("nonce"), encrypted));
    const { message, appId } = decrypt(encrypted, encodingAesKey);
    expect(appId).toBe("wx0000000000000001");
    expect(JSON.parse(message)).toEqual(event);
  });

  it("in compatible mode has both", async () => {
    await listen({ mode: "compatible" });
    await follow({ fields });
    const { Encrypt: encrypted, ...clear } = JSON.parse(received().body) as { Encrypt: string };
    expect(clear).toEqual(event);
    expect(JSON.parse(decrypt(encrypted, encodingAesKey).message)).toEqual(clear);
  });

  it("as XML has its texts in CDATA and its payload nested", async () => {
    await listen({ mode: "plain", format: "xml" });
    await follow({ fields });
    const { contentType, body } = received();
    expect(contentType).toBe("text/xml");
    expect(body.replace(/gh_[0-9a-f]{12}/, "gh_0000")).toBe(
      "<xml><ToUserName><![CDATA[gh_0000]]></ToUserName><FromUserName><![CDATA[oFAN1]]></FromUserName>" +
        `<CreateTime>${START}</CreateTime><MsgType><![CDATA[event]]></MsgType>` +
        "<Event><![CDATA[wxalive_follow_notify]]></Event><FollowNotify><room_id>33</room_id>" +
        "<user_openid><![CDATA[oFAN1]]></user_openid><time>1760000000</time><live_status>101</live_status>" +
        "<action><![CDATA[add_follow]]></action></FollowNotify></xml>",
    );
  });

  it("as XML is encrypted as XML", async () => {
    await listen({ mode: "safe", format: "xml" });
    await follow({ fields });
    const { body } = received();
    const encrypted = /<Encrypt><!\[CDATA\[(.+)\]\]><\/Encrypt><\/xml>$/.exec(body)?.[1] ?? "";
    expect(decrypt(encrypted, encodingAesKey).message).toMatch(/^<xml><ToUserName>.*<\/FollowNotify><\/xml>$/);
    expect(body).not.toContain("FollowNotify");
  });

  it("as XML survives the end of CDATA in a text", async () => {
    await listen({ mode: "plain", format: "xml" });
    await follow({ fields: { user_openid: "o]]>x" } });
    expect(received().body).toContain("<user_openid><![CDATA[o]]]]><![CDATA[>x]]></user_openid>");
  });
});

describe("an event on demand", () => {
  it("makes a follower, or unmakes one", async () => {
    await listen();
    const count = async () => (await account().control("state"))["followers"];
    await follow({ user_openid: "oFAN1" });
    expect(await count()).toBe(261);
    await follow({ user_openid: "oFAN1", action: "del_follow" });
    expect(await count()).toBe(260);
  });

  it("may be a push result", async () => {
    await listen({ mode: "plain" });
    await account().control("events", { type: "push-result", fields: { message_id: "1622047360795164672" } });
    expect(JSON.parse(received().body)).toMatchObject({
      Event: "wxalive_push_message_notify",
      PushMessageApiNotify: { message_id: "1622047360795164672", total_count: 6, success_count: 2 },
    });
  });

  it("may be any other", async () => {
    await listen({ mode: "plain" });
    await account().control("events", { type: "raw", fields: { Event: "wxa_live_apply_event", status: 1 } });
    expect(JSON.parse(received().body)).toMatchObject({ MsgType: "event", Event: "wxa_live_apply_event", status: 1 });
  });

  it("needs somebody to send it to", async () => {
    expect(await follow()).toHaveProperty("error");
    receiver = await startReceiver();
    await account().control("callback", { url: receiver.url, mode: "plain" });
    expect(await account().control("callback")).toEqual({
      url: receiver.url,
      mode: "plain",
      format: "json",
      token: "***",
      encodingAesKey: "***",
    });
    expect(await follow()).toMatchObject({ event: "wxalive_follow_notify", state: "delivered" });
    await account().control("callback", undefined, "DELETE");
    expect(await follow()).toHaveProperty("error");
  });

  it.each([
    ["an unknown type", { type: "room-started" }],
    ["a field that is no value", { type: "follow", fields: { room_id: [1] } }],
    ["fields that are none", { type: "follow", fields: 1 }],
  ])("is refused with %s", async (_what, body) => {
    await listen();
    expect(await account().control("events", body)).toHaveProperty("error");
    expect(receiver?.received).toHaveLength(0);
  });
});

describe("a delivery", () => {
  it("is repeated three times, five seconds apart, while the answer is not 200", async () => {
    const target = await listen({}, (response) => response.writeHead(500).end());
    await follow();
    for (let count = 2; count <= 4; count += 1) {
      account().advance(4);
      expect(target.received).toHaveLength(count - 1);
      account().advance(1);
      await target.waitFor(count);
      await settled();
    }
    account().advance(60);
    expect(await deliveries()).toEqual([expect.objectContaining({ state: "given up" })]);
    expect(target.received).toHaveLength(4);
    expect(new Set(target.received.map(({ query }) => query.get("timestamp"))).size).toBe(4);
  });

  it("ends with the first 200", async () => {
    const target = await listen({}, (response, _request, count) =>
      response.writeHead(count < 2 ? 503 : 200).end("success"),
    );
    expect(await follow()).toMatchObject({ state: "waiting", attempts: [{ status: 503 }] });
    account().advance(5);
    await target.waitFor(2);
    await settled();
    expect(await deliveries()).toEqual([
      {
        event: "wxalive_follow_notify",
        state: "delivered",
        attempts: [
          { at: "2025-10-09T02:00:00.000Z", status: 503, answer: "success" },
          { at: "2025-10-09T02:00:05.000Z", status: 200, answer: "success" },
        ],
      },
    ]);
  });

  it("gives an answer five seconds", async () => {
    const target = await listen({}, () => undefined);
    const sending = follow();
    await target.waitFor(1);
    account().advance(5);
    expect(await sending).toMatchObject({
      state: "waiting",
      attempts: [{ status: null, answer: "no answer within 5 seconds" }],
    });
  });

  it("is repeated when nobody listens", async () => {
    const target = await listen();
    await target.close();
    receiver = undefined;
    expect(await follow()).toMatchObject({ state: "waiting", attempts: [{ status: null }] });
  });

  it("is forgotten by a reset, the address is not", async () => {
    const target = await listen({}, (response) => response.writeHead(500).end());
    await follow();
    await account().reset();
    account().advance(60);
    expect(await deliveries()).toEqual([]);
    expect(target.received).toHaveLength(1);
    expect(await account().control("callback")).toMatchObject({ url: receiver?.url });
  });

  const deliveries = () => account().control("events");
  /** The log has the attempt only when its answer has come back. */
  async function settled(): Promise<void> {
    const states = async () => (await deliveries()) as unknown as { state: string }[];
    while ((await states()).some(({ state }) => state === "sending")) continue;
  }
});

describe("the check of the address", () => {
  const verify = () => account().control("events", { type: "verify" });

  it("is content with the echo, which is plain in every mode", async () => {
    await listen({ mode: "safe" }, (response, { query }) => response.end(query.get("echostr")));
    expect(await verify()).toMatchObject({ verified: true, attempt: { status: 200 } });
    const { method, query } = received();
    expect(method).toBe("GET");
    expect(query.get("signature")).toBe(sha1(token, query.get("timestamp"), query.get("nonce")));
    expect(query.get("echostr")).toMatch(/^\d+$/);
  });

  it.each([
    ["a newline behind it", 200, (echo: string) => `${echo}\n`],
    ["quotes around it", 200, (echo: string) => `"${echo}"`],
    ["another status", 403, (echo: string) => echo],
  ])("is not content with %s", async (_what, status, answer) => {
    await listen({}, (response, { query }) => response.writeHead(status).end(answer(query.get("echostr") ?? "")));
    expect(await verify()).toMatchObject({ verified: false, attempt: { status } });
  });
});
