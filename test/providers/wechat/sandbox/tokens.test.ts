import fc from "fast-check";
import { accountForEach, jsonPost, refused, START, type Answer } from "./account";
import { createSandboxClock } from "../../../../src/sandbox";
import { createTokenStore } from "../../../../src/providers/wechat/sandbox/tokens";

const account = accountForEach();
const credentials = { grant_type: "client_credential", appid: "wx0000000000000001", secret: "sandbox-wechat-secret" };

const classic = (query: Record<string, string> = credentials) =>
  answer(`/cgi-bin/token?${new URLSearchParams(query).toString()}`);
const stable = (more: object = {}) => answer("/cgi-bin/stable_token", jsonPost({ ...credentials, ...more }));
const answer = async (path: string, init?: RequestInit) => (await (await account().send(path, init)).json()) as Answer;

/** The code that a read with the token answers; 0 when the token is good. */
async function use(token: unknown): Promise<unknown> {
  const path = `/wxa/business/getliveinfo?access_token=${String(token)}`;
  return (await answer(path, jsonPost({ start: 0, limit: 1 }))).errcode;
}

describe("/cgi-bin/token", () => {
  it("issues a token for 7200 seconds, without an errcode", async () => {
    const issued = await classic();
    expect(issued).toEqual({ access_token: expect.any(String) as string, expires_in: 7200 });
    expect(await use(issued["access_token"])).toBe(0);
  });

  it("issues a new token each time and lets the one before live for five minutes", async () => {
    const { access_token: first } = await classic();
    const { access_token: second } = await classic();
    expect(second).not.toBe(first);
    account().advance(299);
    expect(await use(first)).toBe(0);
    account().advance(1);
    expect(await use(first)).toBe(40001);
    expect(await use(second)).toBe(0);
  });

  it("lets a token expire", async () => {
    const { access_token: token } = await classic();
    account().advance(7199);
    expect(await use(token)).toBe(0);
    account().advance(1);
    expect(await use(token)).toBe(42001);
  });

  it.each([
    ["no appid", { appid: "" }, 41002],
    ["no secret", { secret: "" }, 41004],
    ["another grant", { grant_type: "password" }, 40002],
    ["a foreign appid", { appid: "wx0000000000000002" }, 40013],
    ["a wrong secret", { secret: "guess" }, 40125],
  ])("refuses %s", async (_what, change, code) => {
    expect(await classic({ ...credentials, ...change })).toEqual(refused(code));
    expect(await stable(change)).toEqual(refused(code));
  });

  it("wants GET, and the stable endpoint POST", async () => {
    expect(await answer("/cgi-bin/token", jsonPost(credentials))).toEqual(refused(43001));
    expect(await answer("/cgi-bin/stable_token")).toEqual(refused(43002));
  });

  it("is limited to 2000 calls a day", async () => {
    await account().control("quotas", { operation: "token.get", remaining: 1 });
    expect(await classic()).toHaveProperty("access_token");
    expect(await classic()).toEqual(refused(45009));
    account().advance(14 * 3600);
    expect(await classic()).toHaveProperty("access_token");
  });
});

describe("/cgi-bin/stable_token", () => {
  it("repeats its token with the seconds that are left", async () => {
    const first = await stable();
    account().advance(100);
    expect(await stable()).toEqual({ access_token: first["access_token"], expires_in: 7100 });
  });

  it("renews the token in its last five minutes, in which both work", async () => {
    const { access_token: first } = await stable();
    account().advance(6899);
    expect(await stable()).toEqual({ access_token: first, expires_in: 301 });
    account().advance(1);
    const renewed = await stable();
    expect(renewed["access_token"]).not.toBe(first);
    expect(renewed["expires_in"]).toBe(7200);
    expect(await use(first)).toBe(0);
    account().advance(300);
    expect(await use(first)).toBe(42001);
    expect(await use(renewed["access_token"])).toBe(0);
  });

  it("is apart from the classic endpoint: neither disturbs the other's tokens", async () => {
    const { access_token: kept } = await stable();
    const { access_token: other } = await classic();
    await stable({ force_refresh: true });
    expect(await use(other)).toBe(0);
    const { access_token: fresh } = await stable();
    await classic();
    account().advance(301);
    expect(await use(fresh)).toBe(0);
    expect(await use(kept)).toBe(40001);
  });

  it("takes the old token away when forced", async () => {
    const { access_token: old } = await stable();
    const forced = await stable({ force_refresh: true });
    expect(forced["expires_in"]).toBe(7200);
    expect(await use(old)).toBe(40001);
    expect(await use(forced["access_token"])).toBe(0);
    expect((await stable())["access_token"]).toBe(forced["access_token"]);
  });

  it("is not forced twice within 30 seconds (45011), nor more than 20 times a day (45009)", async () => {
    for (let time = 1; time <= 20; time += 1) {
      expect(await stable({ force_refresh: true })).toHaveProperty("access_token");
      account().advance(29);
      expect(await stable({ force_refresh: true })).toEqual(refused(time < 20 ? 45011 : 45009));
      account().advance(1);
    }
    expect(await stable({ force_refresh: true })).toEqual(refused(45009));
    expect(await stable()).toHaveProperty("access_token");
    account().advance(14 * 3600);
    expect(await stable({ force_refresh: true })).toHaveProperty("access_token");
  });

  it("takes a boolean for force_refresh and nothing else", async () => {
    expect(await stable({ force_refresh: 1 })).toEqual(refused(200002));
    expect(await stable({ force_refresh: false })).toHaveProperty("access_token");
  });
});

describe("an access token", () => {
  it("has to be there (41001) and to be one that was issued (40014)", async () => {
    const missing = await answer("/wxa/business/getliveinfo", jsonPost({ start: 0, limit: 1 }));
    expect(missing.errmsg).toMatch(/^access_token missing hint: \[\w+\] rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
    expect(missing.errcode).toBe(41001);
    expect(await use("")).toBe(41001);
    expect(await use("68_made-up")).toBe(40014);
  });

  it("can be taken away by the control route, as by another user of the account", async () => {
    const { access_token: first } = await stable();
    const { access_token: second } = await classic();
    await account().control("tokens/invalidate", {});
    expect(await use(first)).toBe(40001);
    expect(await use(second)).toBe(40001);
    expect(await use((await stable())["access_token"])).toBe(0);
  });

  it("says in WeChat's words why it is refused", async () => {
    const { access_token: token } = await stable();
    await account().control("tokens/invalidate", {});
    const path = `/wxa/business/getliveinfo?access_token=${String(token)}`;
    const { errmsg } = await answer(path, jsonPost({ start: 0, limit: 1 }));
    expect(errmsg).toMatch(/^invalid credential, access_token is invalid or not latest rid: /);
  });
});

describe("the life of stable tokens", () => {
  it("is never shorter than promised, however time passes and whoever asks", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 8000 }), { maxLength: 30 }), (pauses) => {
        const clock = createSandboxClock(() => START * 1000);
        const tokens = createTokenStore(clock);
        const promised: { token: string; until: number }[] = [];
        for (const pause of pauses) {
          clock.advance(pause);
          const { access_token: token, expires_in: seconds } = tokens.issueStable();
          promised.push({ token, until: clock.seconds() + Number(seconds) });
          expect(Number(seconds)).toBeGreaterThan(300);
          for (const { token: held, until } of promised) {
            if (clock.seconds() < until) expect(() => tokens.check(held)).not.toThrow();
            else expect(() => tokens.check(held)).toThrow();
          }
        }
      }),
    );
  });
});
