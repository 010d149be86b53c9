import fc from "fast-check";
import { signingBytes, signQiniu, type SignableRequest } from "../../../src/providers/qiniu/adapter/signer";
import { verifySignature } from "../../../src/providers/qiniu/sandbox/auth/signature";
import { useRig } from "../../conformance/rig";
import { signatureVectors, vectorCredentials } from "./signature-vectors";
import { change, credentials, request, toWire } from "./signable";
import { qiniuSubjects } from "./subject";

describe("published signatures", () => {
  test.each(signatureVectors)("$name", ({ signature, url, ...rest }) => {
    expect(signQiniu({ ...rest, url: new URL(url) }, vectorCredentials)).toBe(
      `Qiniu ${vectorCredentials.accessKey}:${signature}`,
    );
  });

  test("what is signed, line by line", () => {
    const signed = signingBytes({
      method: "PUT",
      url: new URL("https://live-api.qiniu.com/server/user/user_1"),
      contentType: "application/json",
      headers: { "X-Qiniu-Date": "20240101T000000Z", "x-qiniu-a-meta": "v 1" },
      body: '{"nick":"N"}',
    });
    expect(signed.toString()).toBe(
      'PUT /server/user/user_1\nHost: live-api.qiniu.com\nContent-Type: application/json\nX-Qiniu-A-Meta: v 1\nX-Qiniu-Date: 20240101T000000Z\n\n{"nick":"N"}',
    );
  });

  test("a default port is not signed, another one is", () => {
    const hostOf = (url: string) =>
      signingBytes({ method: "GET", url: new URL(url) })
        .toString()
        .split("\n")[1];
    expect(hostOf("https://live-api.qiniu.com:443/server/live")).toBe("Host: live-api.qiniu.com");
    expect(hostOf("http://127.0.0.1:8099/server/live")).toBe("Host: 127.0.0.1:8099");
  });
});

describe("against a verifier that was written by itself", () => {
  test("every signature is accepted", () => {
    fc.assert(
      fc.property(request, credentials, (signable, keys) => {
        expect(verifySignature(toWire(signable, signQiniu(signable, keys)), keys)).toBe("good");
      }),
    );
  });

  test("any single change after signing is refused", () => {
    fc.assert(
      fc.property(request, credentials, change, (signable, keys, alter) => {
        const altered: SignableRequest | null = alter(signable);
        fc.pre(altered !== null);
        expect(verifySignature(toWire(altered, signQiniu(signable, keys)), keys)).toBe("bad");
      }),
    );
  });

  test("a signature by other keys is refused", () => {
    fc.assert(
      fc.property(request, credentials, credentials, (signable, keys, others) => {
        fc.pre(keys.accessKey !== others.accessKey || keys.secretKey !== others.secretKey);
        expect(verifySignature(toWire(signable, signQiniu(signable, others)), keys)).toBe("bad");
      }),
    );
  });
});

describe("over HTTP", () => {
  const rig = useRig(qiniuSubjects["Qiniu (cloud)"] as (typeof qiniuSubjects)[string]);

  test("whatever stands in an id, what is signed is what is sent", async () => {
    const id = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(id, { minLength: 1, maxLength: 3 }), async (ids) => {
        const found = await rig.port("members").getMembers(ids, rig.call);
        expect(found.filter((member) => member instanceof Error)).toEqual([]);
      }),
      { numRuns: 50, examples: [[["o'brien", "a b", "x+y&z=%", "..", "用户"]]] },
    );
  });
});
