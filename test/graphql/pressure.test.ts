import { AccountsDocument, LiveRoomsDocument } from "../generated/graphql";
import { useBench } from "../support/bench";
import { control } from "../support/control";
import { signToken } from "../support/tokens";

/*
 * Many callers, and providers that fail or have nothing left: what it costs upstream, and who is still served.
 */

const SECRET = "a-shared-secret-of-at-least-32-bytes";
const bench = useBench({ environment: { ZHIBO_AUTH: "jwt", JWT_SECRET: SECRET } });

function bearing(role: string): Record<string, string> {
  const seconds = Math.floor(bench.clock.now() / 1000);
  const token = signToken(SECRET, { sub: role, role, iat: seconds, exp: seconds + 3 * 24 * 3600 });
  return { authorization: `Bearer ${token}` };
}

const goods = (nativeId: number) => `{ goods(id: "goods:wechat:${nativeId}") { id } }`;
const ROOMS = LiveRoomsDocument.toString();
const callsTo = (path: string) => bench.wechat.calls().filter((call) => call.path === path).length;
const WAREHOUSE = "/wxa/business/getgoodswarehouse";
const LIST = "/wxa/business/getliveinfo";

/** Asks side by side, some at a time. */
async function flood(count: number, ask: (at: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const asker = async () => {
    for (let at = next++; at < count; at = next++) await ask(at);
  };
  await Promise.all(Array.from({ length: 20 }, asker));
}

test("a flood of viewers spends 800 of the day's 1,000 calls, and an operator still reads", async () => {
  const viewer = bearing("viewer");
  const codes = new Map<string, number>();
  await flood(1_000, async (at) => {
    const { errors } = await bench.run(goods(1_000 + at), undefined, viewer);
    const code = errors ? (errors[0]?.extensions["code"] as string) : "OK";
    codes.set(code, (codes.get(code) ?? 0) + 1);
  });
  expect(callsTo(WAREHOUSE)).toBe(800);
  expect([...codes.keys()].sort()).toEqual(["OK", "PROVIDER_QUOTA_EXHAUSTED"]);
  expect(codes.get("OK")).toBe(800);

  const operator = bearing("operator");
  expect(await bench.run(goods(1), undefined, operator)).toEqual({ data: { goods: { id: "goods:wechat:1" } } });
  const { data } = await bench.run(AccountsDocument, undefined, operator);
  const quota = data?.accounts[0]?.quotas.find(({ operation }) => operation === "goods.warehouse");
  expect(quota).toMatchObject({ used: 801 });
}, 120_000);

test("a flood of page views costs the calls that freshness allows", async () => {
  const viewer = bearing("viewer");
  await flood(400, async (at) => {
    if (at % 40 === 39) bench.clock.advance(5);
    await bench.run(ROOMS, { first: 5 }, viewer);
  });
  expect(callsTo(LIST)).toBeLessThanOrEqual(11);
}, 120_000);

test("a provider that fails altogether gets hardly more calls than it was asked for, and then a rest", async () => {
  const operator = bearing("operator");
  bench.wechat.fault({ kind: "status", value: 502 });
  for (let at = 0; at < 300; at += 1) {
    await bench.run(goods(1_000 + at), undefined, operator);
    if (at % 10 === 9) bench.clock.advance(1);
  }
  const calls = bench.wechat.calls().length;
  expect(calls).toBeGreaterThan(0);
  expect(calls).toBeLessThanOrEqual(330);
  // A rest after the first twenty, and a probe every five seconds of the thirty.
  expect(calls).toBeLessThanOrEqual(20 + 6 * 2);

  bench.wechat.clearFaults();
  bench.clock.advance(5);
  expect((await bench.run(goods(1), undefined, operator)).data).toEqual({ goods: { id: "goods:wechat:1" } });
}, 120_000);

test("a spent day is taken at WeChat's word, and told with the time it ends", async () => {
  const operator = bearing("operator");
  await bench.run(goods(1), undefined, operator);
  bench.wechat.clearCalls();
  await control(bench.wechat, "/_sandbox/quotas", { operation: "goods.warehouse", remaining: 0 });
  for (let at = 0; at < 30; at += 1) await bench.run(goods(1_000 + at), undefined, operator);
  expect(callsTo(WAREHOUSE)).toBeLessThanOrEqual(3);
  const { errors } = await bench.run(goods(2_000), undefined, operator);
  expect(errors?.[0]?.extensions).toMatchObject({
    code: "PROVIDER_QUOTA_EXHAUSTED",
    account: "wechat",
    operation: "goods.warehouse",
  });
  const wait = Number(errors?.[0]?.extensions["retryAfterSeconds"]);
  expect(wait).toBeGreaterThanOrEqual(14 * 3600);
  expect(wait).toBeLessThanOrEqual(14 * 3600 + 61);
});

test("a spent minute gets no further call, and the next one does", async () => {
  const operator = bearing("operator");
  await bench.run(goods(1), undefined, operator);
  bench.wechat.clearCalls();
  bench.wechat.fault({ path: WAREHOUSE, kind: "errcode", value: 45011, times: 1 });
  for (let at = 0; at < 20; at += 1) {
    const { errors } = await bench.run(goods(1_000 + at), undefined, operator);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "RATE_LIMITED", retryable: true });
  }
  expect(callsTo(WAREHOUSE)).toBe(1);
  bench.clock.advance(61);
  expect((await bench.run(goods(1), undefined, operator)).errors).toBeUndefined();
});

test("a provider that hangs is named in time, and the other's rooms are there", async () => {
  bench.wechat.fault({ path: LIST, kind: "hang" });
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => bench.run(LiveRoomsDocument, { first: 100 }, bearing("viewer"))),
  );
  for (const { data, errors } of answers) {
    expect(errors).toBeUndefined();
    expect(data?.liveRooms.edges.length).toBeGreaterThan(5);
    expect(data?.liveRooms.unavailable).toMatchObject([
      { account: { id: "account:wechat" }, code: "PROVIDER_TIMEOUT" },
    ]);
  }
  expect(callsTo(LIST)).toBeLessThanOrEqual(2);
}, 60_000);

test("what was counted is told to administrators only, without anything secret", async () => {
  await bench.run(ROOMS, { first: 5 }, bearing("viewer"));
  await bench.run("{ nonsense }");
  const read = (headers: Record<string, string>) => fetch(`${bench.app.url}/metrics`, { headers });
  expect([(await read({})).status, (await read(bearing("operator"))).status]).toEqual([401, 403]);
  const text = await (await read(bearing("admin"))).text();
  expect(text).toContain('zhibo_upstream_call_seconds_count{account="wechat",operation="room.list",outcome="OK"} 1');
  expect(text).toMatch(/zhibo_upstream_call_seconds_count\{account="wechat",operation="token.stable",outcome="OK"\} 1/);
  expect(text).toContain('zhibo_upstream_quota_used{account="wechat",counter="getliveinfo"} 1');
  expect(text).toContain('zhibo_graphql_operation_seconds_count{kind="query",code="OK"} 1');
  expect(text).toContain('code="GRAPHQL_VALIDATION_FAILED"');
  const { appId, appSecret } = bench.wechat.credentials;
  for (const secret of [appId, appSecret, bench.qiniu.credentials.secretKey, bench.wechat.url, "room:wechat"]) {
    expect(text).not.toContain(secret);
  }
});
