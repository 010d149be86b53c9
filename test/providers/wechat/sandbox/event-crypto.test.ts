import fc from "fast-check";
import { encryptMessage, signature } from "../../../../src/providers/wechat/sandbox/event-crypto";
import { decrypt } from "./decrypt";

/** The vectors that WeChat publishes with its message push pages. */
const token = "AAAAA";
const encodingAesKey = "A".repeat(43);
const appId = "wxba5fad812f8e6fb9";
const pushed =
  "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=";
const pushedMessage =
  '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}';
const reply = "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==";

describe("the signature", () => {
  it.each([
    ["the URL check", ["1714036504", "1514711492"], "f464b24fc39322e44b38aa78f5edd27bd1441696"],
    ["a plain push", ["1714037059", "486452656"], "899cf89e464efb63f54ddac96b0a0a235f53aa78"],
    ["a safe push", ["1714112445", "415670741", pushed], "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3"],
    ["an encrypted reply", ["1713424427", "415670741", reply], "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1"],
  ])("of %s", (_what, parts, expected) => {
    expect(signature(token, ...parts)).toBe(expected);
    expect(signature(...[...parts].reverse(), token)).toBe(expected);
  });
});

describe("the encryption", () => {
  it("of a pushed message, whose padding is 19 bytes", () => {
    const random = Buffer.from("a8eedb185eb2fecf", "latin1");
    expect(encryptMessage(pushedMessage, { encodingAesKey, appId, random })).toBe(pushed);
  });

  it("of a reply, whose padding is 1 byte", () => {
    const random = Buffer.from("707722b803182950", "latin1");
    expect(encryptMessage('{"demo_resp":"good luck"}', { encodingAesKey, appId, random })).toBe(reply);
  });

  it("can be undone by a reader of its own, whatever the message", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (message) => {
        const text = Buffer.from(message, "utf8").toString("utf8");
        const sealed = encryptMessage(text, { encodingAesKey, appId });
        expect(decrypt(sealed, encodingAesKey)).toEqual({ message: text, appId });
        expect(Buffer.from(sealed, "base64").length % 32).toBe(0);
      }),
    );
  });

  it("is another one each time", () => {
    const seal = () => encryptMessage("same", { encodingAesKey, appId });
    expect(seal()).not.toBe(seal());
  });
});
