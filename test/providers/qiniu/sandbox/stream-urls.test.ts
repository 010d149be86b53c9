import { composeSnowflake, createIdentifiers } from "../../../../src/providers/qiniu/sandbox/identifiers";
import { createSettings } from "../../../../src/providers/qiniu/sandbox/settings";
import { makeStreamUrls } from "../../../../src/providers/qiniu/sandbox/stream-urls";
import { createSandboxClock } from "../../../../src/sandbox";

const LIVE = "2124305168336949248";
const settings = (security: "none" | "expiry" | "expiry_sk") =>
  createSettings({
    credentials: { accessKey: "ak", secretKey: "pubkey" },
    publish: { security, hub: "hub1", publishKey: "pubkey", publishDomain: "x-publish.test" },
  });

describe("stream addresses", () => {
  it("protect the push URL as Qiniu's own example has it", () => {
    const { pushUrl } = makeStreamUrls(LIVE, 1953947471, settings("expiry"));
    expect(pushUrl).toBe(
      `rtmp://x-publish.test/hub1/qn_live_kit-${LIVE}?expire=1953947471&token=3QoOQ9Vfx6KIchh9sEmV1DJwQQQ=`,
    );
  });

  it("protect it by AK and SK", () => {
    const { pushUrl } = makeStreamUrls(LIVE, 1953947471, settings("expiry_sk"));
    expect(pushUrl).toMatch(
      /^rtmp:\/\/x-publish\.test\/hub1\/qn_live_kit-\d+\?e=1953947471&token=ak:[A-Za-z0-9_-]{27}=$/,
    );
  });

  it("leave it open", () => {
    expect(makeStreamUrls(LIVE, 1, settings("none")).pushUrl).toBe(`rtmp://x-publish.test/hub1/qn_live_kit-${LIVE}`);
  });
});

describe("snowflakes", () => {
  it("hold the time, the node and a sequence", () => {
    const id = BigInt(composeSnowflake(Date.UTC(2026, 0, 15), 5));
    expect([Number((id >> 22n) + 1288834974657n), (id >> 12n) & 1023n, id & 4095n]).toEqual([
      Date.UTC(2026, 0, 15),
      1n,
      5n,
    ]);
  });

  it("rise, even when time stands still and the sequence runs over", () => {
    const identifiers = createIdentifiers(createSandboxClock(() => Date.UTC(2026, 0, 15)));
    const ids = Array.from({ length: 5000 }, () => BigInt(identifiers.snowflake()));
    expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] as bigint))).toBe(true);
    expect(ids.every((id) => id.toString().length === 19)).toBe(true);
  });
});
