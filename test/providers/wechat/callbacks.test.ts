import { createCipheriv, createHash } from "node:crypto";
import fc from "fast-check";
import type { Callback, CallbackRequest } from "../../../src/domain/callback";
import { silentLog } from "../../../src/domain/log";
import { createTestClock } from "../../support/clock";
import { createCallbacks, type WechatCallbackOptions } from "../../../src/providers/wechat/adapter/callbacks";

/* The vectors are those that WeChat publishes for checking a receiver. */

const APP_ID = "wxba5fad812f8e6fb9";
const TOKEN = "AAAAA";
const KEY = "A".repeat(43);
const ENCRYPTED =
  "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=";
const NOW = 1714112445;

function receiver(options: Partial<WechatCallbackOptions> & { readonly seconds?: number } = {}) {
  const { seconds = NOW, ...rest } = options;
  return createCallbacks({
    ...{ appId: APP_ID, tokens: [TOKEN], encodingAesKeys: [KEY], accountKey: "wechat" },
    ...{ clock: createTestClock(seconds * 1000), log: silentLog },
    ...rest,
  });
}

function post(body: string, query: Readonly<Record<string, string>>): CallbackRequest {
  return { method: "POST", query, secret: null, body: Buffer.from(body) };
}

const sign = (...parts: string[]) =>
  createHash("sha1")
    .update([...parts].sort().join(""))
    .digest("hex");

const safe = {
  timestamp: "1714112445",
  nonce: "415670741",
  msg_signature: "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3",
  encrypt_type: "aes",
};
const safeBody = JSON.stringify({ ToUserName: "gh_97417a04a28d", Encrypt: ENCRYPTED });

/** As WeChat encrypts, but for what a forger would do differently. */
function encrypt(message: string, own: { appId?: string; length?: number; pad?: Buffer } = {}): string {
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(own.length ?? text.length);
  const content = Buffer.concat([Buffer.alloc(16, 7), length, text, Buffer.from(own.appId ?? APP_ID)]);
  const missing = 32 - (content.length % 32);
  const key = Buffer.from(`${KEY}=`, "base64");
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([
    cipher.update(Buffer.concat([content, own.pad ?? Buffer.alloc(missing, missing)])),
    cipher.final(),
  ]).toString("base64");
}

function push(message: string, encrypted = encrypt(message), seconds = NOW): CallbackRequest {
  const stamp = { timestamp: String(seconds), nonce: "1" };
  return post(JSON.stringify({ ToUserName: "gh_0", Encrypt: encrypted }), {
    ...stamp,
    msg_signature: sign(TOKEN, stamp.timestamp, stamp.nonce, encrypted),
  });
}

const refused: Callback = { type: "REFUSED", reason: expect.any(String) as string };
const nothing: Callback = { type: "EVENTS", events: [] };

describe("published vectors", () => {
  test("the address is ours: the echo comes back as it was", () => {
    const query = {
      ...{ signature: "f464b24fc39322e44b38aa78f5edd27bd1441696", timestamp: "1714036504", nonce: "1514711492" },
      echostr: "4375120948345356249",
    };
    const request: CallbackRequest = { method: "GET", query, secret: null, body: Buffer.alloc(0) };
    expect(receiver({ seconds: 1714036504 }).open(request)).toEqual({
      type: "CHALLENGE",
      answer: "4375120948345356249",
    });
    const other = { ...request, query: { ...query, signature: query.signature.replace("f", "e") } };
    expect(receiver({ seconds: 1714036504 }).open(other)).toEqual(refused);
    const script = { ...request, query: { ...query, echostr: "a b" } };
    expect(receiver({ seconds: 1714036504 }).open(script)).toEqual(refused);
  });

  const plain = {
    ...{ signature: "899cf89e464efb63f54ddac96b0a0a235f53aa78", timestamp: "1714037059", nonce: "486452656" },
  };
  const plainBody = JSON.stringify({ MsgType: "event", Event: "debug_demo", debug_str: "hello world" });

  test("a plain push, where no EncodingAESKey is set", () => {
    expect(receiver({ seconds: 1714037059, encodingAesKeys: [] }).open(post(plainBody, plain))).toEqual(nothing);
  });

  test("and not where one is: nobody has signed its body", () => {
    expect(receiver({ seconds: 1714037059 }).open(post(plainBody, plain))).toEqual(refused);
  });

  test("a safe push, whose padding of 19 bytes breaks the usual check", () => {
    expect(receiver().open(post(safeBody, safe))).toEqual(nothing);
  });

  test("with the token or key of before, while they are being changed", () => {
    const changing = receiver({ tokens: ["newToken", TOKEN], encodingAesKeys: ["B".repeat(43), KEY] });
    expect(changing.open(post(safeBody, safe))).toEqual(nothing);
    expect(receiver({ tokens: ["newToken"] }).open(post(safeBody, safe))).toEqual(refused);
    expect(receiver({ encodingAesKeys: ["B".repeat(43)] }).open(post(safeBody, safe))).toEqual(refused);
  });
});

describe("what is not believed", () => {
  test.each([
    ["299 seconds late", 299, nothing],
    ["301 seconds late", 301, refused],
    ["300 seconds early", -300, nothing],
    ["301 seconds early", -301, refused],
  ])("a push that is %s", (_, late, expected) => {
    expect(receiver({ seconds: NOW + late }).open(post(safeBody, safe))).toEqual(expected);
  });

  test("another AppID, although the key is right", () => {
    expect(receiver().open(push("{}", encrypt('{"MsgType":"event"}', { appId: "wx0000000000000000" })))).toEqual(
      refused,
    );
  });

  test.each([0xfffffff0, 0xffffffff, 0x7fffffff, 1000, 20])("a length of %d that is not there", (length) => {
    expect(receiver().open(push("", encrypt('{"MsgType":"event"}', { length })))).toEqual(refused);
  });

  test.each([
    ["of nothing", Buffer.alloc(32, 0)],
    ["longer than a block of 32", Buffer.alloc(32, 33)],
    ["that disagrees with itself", Buffer.concat([Buffer.alloc(15, 9), Buffer.alloc(1, 16)])],
  ])("padding %s", (_, pad) => {
    const body = '{"MsgType":"event","x":""}';
    const fill = 32 - ((20 + body.length + APP_ID.length) % 32);
    const message = `{"MsgType":"event","x":"${"y".repeat(pad.length === 32 ? fill : (fill + 16) % 32)}"}`;
    expect(receiver().open(push("", encrypt(message, { pad })))).toEqual(refused);
  });

  test("the clear fields of compatible mode: only what is encrypted counts", () => {
    const follow = { action: "add_follow", user_openid: "oFORGED", time: 1, room_id: 1 };
    const clear = { MsgType: "event", Event: "wxalive_follow_notify", FollowNotify: follow, Encrypt: ENCRYPTED };
    expect(receiver().open(post(JSON.stringify(clear), safe))).toEqual(nothing);
  });

  test.each([
    ["entities of its own", '<!DOCTYPE x [<!ENTITY a "b">]><xml><MsgType>&a;</MsgType></xml>'],
    ["an outer file", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml><MsgType>event</MsgType></xml>'],
    ["depth without end", "<a>".repeat(20_000)],
    ["depth in JSON", "[".repeat(60_000)],
    ["a doubled field", "<xml><MsgType>event</MsgType><MsgType>event</MsgType></xml>"],
    ["an object where a text belongs", '{"MsgType":{"a":1}}'],
    ["nothing", ""],
    ["a list", "[]"],
  ])("%s, even from somebody who has the keys", (_, message) => {
    expect(receiver().open(push(message))).toEqual(refused);
  });

  test("names of JavaScript's own are names like others", () => {
    const message = "<xml><__proto__><MsgType>event</MsgType></__proto__><constructor>1</constructor></xml>";
    expect(receiver().open(push(message))).toEqual(refused);
    expect(({} as Record<string, unknown>)["MsgType"]).toBeUndefined();
  });
});

describe("events", () => {
  const follow = { room_id: 33, user_openid: "oFAN1", time: 1760000000, live_status: 101, action: "add_follow" };
  const told = {
    type: "EVENTS",
    events: [
      {
        ...{ type: "FOLLOWER", key: "follow:oFAN1:add_follow:1760000000", at: new Date(1760000000_000) },
        ...{ openId: "oFAN1", followed: true, roomNativeId: "33" },
      },
    ],
  };
  const header = { ToUserName: "gh_0000", FromUserName: "oFAN1", CreateTime: 1760000000, MsgType: "event" };
  const xmlHeader =
    "<ToUserName><![CDATA[gh_0000]]></ToUserName><FromUserName><![CDATA[oFAN1]]></FromUserName><CreateTime>1760000000</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[wxalive_follow_notify]]></Event>";

  test.each([
    ["nested, as JSON", JSON.stringify({ ...header, Event: "wxalive_follow_notify", FollowNotify: follow })],
    ["flat, as the tables have it", JSON.stringify({ ...header, Event: "wxalive_follow_notify", ...follow })],
    [
      "as XML",
      `<xml>${xmlHeader}<FollowNotify><room_id>33</room_id><user_openid><![CDATA[oFAN1]]></user_openid><time>1760000000</time><live_status>101</live_status><action><![CDATA[add_follow]]></action></FollowNotify></xml>`,
    ],
    [
      "with the broken marks of an official sample",
      JSON.stringify({
        ...{ ...header, Event: "wxalive_follow_notify" },
        FollowNotify: { ...follow, user_openid: "![CDATA[oFAN1]]", action: "![CDATA[add_follow]]" },
      }),
    ],
  ])("a follower, %s", (_, message) => {
    expect(receiver().open(push(message))).toEqual(told);
  });

  test("the result of a push, whose id no double holds", () => {
    const message = `{"MsgType":"event","Event":"wxalive_push_message_notify","PushMessageApiNotify":{"message_id":1622047360795164672,"room_id":33,"total_count":6,"success_count":2}}`;
    expect(receiver().open(push(message))).toEqual({
      type: "EVENTS",
      events: [
        {
          ...{ type: "NOTIFICATION_RESULT", key: "push:1622047360795164672", messageId: "1622047360795164672" },
          ...{ succeeded: 2, failed: 4 },
        },
      ],
    });
  });

  test("other kinds are received and pass by; so does one that lacks what it should tell", () => {
    expect(receiver().open(push('{"MsgType":"text","Content":"hello"}'))).toEqual(nothing);
    expect(receiver().open(push('{"MsgType":"event","Event":"wxalive_follow_notify"}'))).toEqual(nothing);
  });
});

describe("forgeries", () => {
  const genuine = push(JSON.stringify({ MsgType: "event", Event: "other" }));
  const open = receiver();

  test("every single bit of what is signed counts", () => {
    const { body, query } = genuine;
    const parts = JSON.parse(Buffer.from(body).toString()) as { Encrypt: string };
    const flip = (text: string, bit: number) => {
      const bytes = Buffer.from(text);
      bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
      return bytes.toString("latin1");
    };
    for (const name of ["timestamp", "nonce", "msg_signature"]) {
      const value = query[name] as string;
      for (let bit = 0; bit < value.length * 8; bit += 1) {
        expect(open.open({ ...genuine, query: { ...query, [name]: flip(value, bit) } }).type).toBe("REFUSED");
      }
    }
    for (let bit = 0; bit < parts.Encrypt.length * 8; bit += 1) {
      const forged = post(JSON.stringify({ Encrypt: flip(parts.Encrypt, bit) }), query);
      expect(open.open(forged).type).toBe("REFUSED");
    }
    expect(open.open(genuine)).toEqual(nothing);
  });

  test("100,000 made-up and mutated deliveries: none is believed, none throws", () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.base64String(), fc.json());
    const body = fc.oneof(
      text,
      text.map((encrypted) => JSON.stringify({ Encrypt: encrypted })),
      text.map((encrypted) => `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`),
      fc.constant(Buffer.from(genuine.body).toString()),
    );
    const digits = fc.stringMatching(/^[0-9a-f]{40}$/);
    const query = fc.record({
      ...{ timestamp: fc.oneof(fc.constant(String(NOW)), fc.string()), nonce: fc.string() },
      ...{
        signature: fc.oneof(digits, fc.string()),
        msg_signature: fc.oneof(digits, fc.string()),
        echostr: fc.string(),
      },
    });
    const method = fc.constantFrom<"GET" | "POST">("GET", "POST", "POST");
    fc.assert(
      fc.property(method, body, query, (by, sent, given) => {
        return open.open({ ...post(sent, given), method: by }).type === "REFUSED";
      }),
      { numRuns: 100_000 },
    );
  });
});
