import { createHmac } from "node:crypto";
import { describeDialects, modern, NOW_SECONDS, success, type Outcome, type PerDialect } from "./support/qiniu";

const KEY = "test-client-token-key";
const DAY = 86400;
const UNAUTHORIZED: PerDialect<Outcome> = {
  ...modern<Outcome>([401, 401, "Unauthorized"]),
  master: [401, 401, "Your authorization token is invalid"],
};
const EXPIRED: Outcome = [401, 499, "Your token is expired"];

/** A token as somebody who knows the deployment's key could make one. */
function mint(claims: object, { key = KEY, algorithm = "HS256", hash = "sha256" } = {}): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const content = `${encode({ alg: algorithm, typ: "JWT" })}.${encode(claims)}`;
  return `${content}.${createHmac(hash, key).update(content).digest("base64url")}`;
}

function claimsOf(token: string): unknown {
  return token
    .split(".")
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()) as unknown);
}

describeDialects(
  "client tokens",
  (qiniu) => {
    const ask = (query: string) => qiniu().server("GET", `/server/auth/token?${query}`);
    const use = (token: string) => qiniu().withToken(token, "GET", "/client/app/config");

    it("carries what was asked for, for seven days", async () => {
      const answer = await ask("app_id=app&user_id=user_1&device_id=phone");
      const { access_token, expires_at } = answer.data as { access_token: string; expires_at: number };
      const exp = NOW_SECONDS + 7 * DAY;
      expect(answer.outcome).toEqual(success(0)[qiniu().dialect]);
      expect(expires_at).toBe(exp);
      expect(claimsOf(access_token)).toEqual([
        { alg: "HS256", typ: "JWT" },
        { exp, AppId: "app", UserId: "user_1", DeviceId: "phone", Role: "" },
      ]);
      expect(access_token).toBe(mint({ exp, AppId: "app", UserId: "user_1", DeviceId: "phone", Role: "" }));
      expect((await use(access_token)).status).toBe(200);
    });

    it("makes the user who is not there yet", async () => {
      await ask("app_id=app&user_id=new");
      expect((await qiniu().server("GET", "/server/user/info/new")).data).toMatchObject({ user_id: "new", nick: "" });
    });

    it.each([
      ["zero", "0", NOW_SECONDS + 7 * DAY],
      ["empty", "", NOW_SECONDS + 7 * DAY],
      ["the future", "1999999999", 1999999999],
      ["the past", "1", 1],
    ])("takes an expiry of %s", async (_, value, expected) => {
      const { data } = await ask(`app_id=app&user_id=user_1&expires_at=${value}`);
      expect((data as { expires_at: number }).expires_at).toBe(expected);
    });

    it.each([
      ["no app", "user_id=user_1"],
      ["an empty app", "app_id=&user_id=user_1"],
      ["no user", "app_id=app"],
    ])("refuses %s", async (_, query) => {
      const expected: PerDialect<Outcome> = {
        ...modern<Outcome>([400, 400, "Bad Request"]),
        master: [400, 400, "The arguments you provide is invalid."],
      };
      expect((await ask(query)).outcome).toEqual(expected[qiniu().dialect]);
    });

    it("refuses an expiry that is no number, before its own answer begins", async () => {
      const answer = await ask("app_id=app&user_id=user_1&expires_at=soon");
      expect([answer.status, answer.headers["content-type"]]).toEqual([400, "text/plain; charset=utf-8"]);
    });

    it("tells an expired token from a bad one", async () => {
      const token = await qiniu().token("user_1");
      qiniu().sandbox.clock.advance(7 * DAY);
      expect((await use(token)).status).toBe(200);
      qiniu().sandbox.clock.advance(1);
      expect((await use(token)).outcome).toEqual(EXPIRED);
    });

    it.each<[string, (token: string) => string]>([
      ["with the word Bearer", (token) => `Bearer ${token}`],
      ["cut short", (token) => token.slice(0, -1)],
      ["of two parts", (token) => token.split(".").slice(0, 2).join(".")],
      ["that is no token", () => "token"],
      ["that is empty", () => ""],
      ["of another key", () => mint({ exp: NOW_SECONDS + 60, UserId: "user_1" }, { key: "other" })],
      ["without signature", () => mint({ exp: NOW_SECONDS + 60, UserId: "user_1" }, { algorithm: "none" })],
    ])("refuses a token %s", async (_, change) => {
      expect((await use(change(await qiniu().token("user_1")))).outcome).toEqual(UNAUTHORIZED[qiniu().dialect]);
    });

    it("takes what anybody minted who knows the key", async () => {
      await qiniu().token("user_1");
      expect((await use(mint({ UserId: "user_1" }))).status).toBe(200);
      expect((await use(mint({ UserId: "USER_1" }, { algorithm: "HS512", hash: "sha512" }))).status).toBe(200);
    });

    it("calls a stale forgery expired", async () => {
      expect((await use(mint({ exp: 1, UserId: "user_1" }, { key: "other" }))).outcome).toEqual(EXPIRED);
    });

    it("does not know the user of a token", async () => {
      const expected: PerDialect<Outcome> = {
        ...modern<Outcome>([401, 401, "Unauthorized"]),
        master: [401, 404, "Not found"],
      };
      expect((await use(mint({ UserId: "nobody" }))).outcome).toEqual(expected[qiniu().dialect]);
    });
  },
  { clientTokenKey: KEY },
);

describeDialects("moderators", (qiniu) => {
  const adminToken = async (userId = "boss") => {
    const { data } = await qiniu().server("GET", `/server/auth/admin/token?app_id=app&user_id=${userId}`);
    return (data as { access_token: string }).access_token;
  };
  const login = (body: unknown) => qiniu().open("POST", "/manager/login", body);
  const config = (token: string) => qiniu().withToken(token, "GET", "/admin/censor/config");

  it("get a token from the business server, except on develop, where it is nobody's", async () => {
    const token = await adminToken();
    const role = (claimsOf(token) as [unknown, { Role: string }])[1].Role;
    expect(role).toBe({ cloud: "admin", master: "admin", develop: "" }[qiniu().dialect]);
    const expected: PerDialect<number> = { cloud: 200, master: 200, develop: 403 };
    expect((await config(token)).status).toBe(expected[qiniu().dialect]);
  });

  it("log in by name", async () => {
    const answer = await login({ user_name: "admin", password: "sandbox-admin" });
    expect(answer.outcome).toEqual(success(0)[qiniu().dialect]);
    const { access_token } = answer.data as { access_token: string };
    expect((await config(access_token)).data).toEqual({
      enable: true,
      pulp: true,
      terror: false,
      politician: false,
      ads: false,
      interval: 20,
    });
  });

  it.each<[string, unknown, PerDialect<readonly [number, number]>]>([
    [
      "an unknown name",
      { user_name: "x", password: "sandbox-admin" },
      { ...modern([200, 30001] as const), master: [500, 30001] },
    ],
    [
      "a wrong password",
      { user_name: "admin", password: "x" },
      { ...modern([403, 403] as const), master: [500, 30001] },
    ],
  ])("do not log in with %s", async (_, body, expected) => {
    expect((await login(body)).outcome.slice(0, 2)).toEqual(expected[qiniu().dialect]);
  });

  it("are not everybody", async () => {
    const expected: PerDialect<Outcome> = {
      ...modern<Outcome>([403, 403, "Forbidden"]),
      master: [401, 404, "Not found"],
    };
    expect((await config(await qiniu().token("user_1"))).outcome).toEqual(expected[qiniu().dialect]);
    expect((await config("")).outcome).toEqual(UNAUTHORIZED[qiniu().dialect]);
  });

  it("choose what is looked for, at most once a second and at least once a minute", async () => {
    const { data } = await login({ user_name: "admin", password: "sandbox-admin" });
    const { access_token } = data as { access_token: string };
    const set = (body: object) => qiniu().withToken(access_token, "POST", "/admin/censor/config", body);
    const off = { enable: false, pulp: false, terror: false, politician: false, ads: true, interval: 0 };
    expect([(await set(off)).data, (await config(access_token)).data]).toEqual([off, off]);
    for (const interval of [0, 61]) expect((await set({ enable: true, interval })).status).toBe(400);
  });

  it("stop a live room and leave a reason", async () => {
    const liveId = await qiniu().liveRoom();
    const { data } = await login({ user_name: "admin", password: "sandbox-admin" });
    const stop = (id: string) =>
      qiniu().withToken((data as { access_token: string }).access_token, "POST", `/admin/censor/stoplive/${id}`);
    expect((await stop(liveId)).outcome).toEqual(success(200)[qiniu().dialect]);
    expect((await qiniu().server("GET", `/server/live/${liveId}`)).data).toMatchObject({
      live_status: 2,
      stop_reason: "censor",
      stop_user_id: "admin",
      stop_at: NOW_SECONDS,
    });
    const again: PerDialect<Outcome> = {
      ...modern<Outcome>([500, 500, "live status error"]),
      master: [500, 501, "live status error"],
    };
    expect((await stop(liveId)).outcome).toEqual(again[qiniu().dialect]);
    const unknown: PerDialect<Outcome> = {
      ...modern<Outcome>([500, 500, "record not found"]),
      master: [200, 501, "record not found"],
    };
    expect((await stop("1")).outcome).toEqual(unknown[qiniu().dialect]);
  });
});
