import type { Member } from "../../../src/domain/member";
import type { Room } from "../../../src/domain/room";
import type { Provider } from "../../../src/domain/provider";
import { qiniu } from "../../../src/providers/qiniu";
import { isTokenRefused, toQiniuError } from "../../../src/providers/qiniu/adapter/errors";
import { createProviderDependencies } from "../../support/provider-dependencies";
import { useScriptedServer } from "../../support/scripted-server";

/*
 * What Qiniu's servers have been seen to say, and their simulator only says now and then, if at all.
 */

const server = useScriptedServer();
const call = { signal: new AbortController().signal, requestId: "quirks-1" };
let provider: Provider;

beforeEach(async () => {
  const reading = qiniu.read({ accessKey: "ak", secretKey: "sk", baseUrl: server.url });
  if (!reading.ok) throw new Error("the settings are not right");
  provider = await reading.account.connect(createProviderDependencies());
});
afterEach(() => provider.close());

const TOKEN = { access_token: "T", expires_at: 4_000_000_000 };
const ok = (data: unknown, code = 0) => ({ request_id: "r", code, message: "success", data });

/** A token for whoever asks, and for the rest what the test says. */
function answer(rest: unknown, status = 200): void {
  server.reply = ({ path }) => (path === "/server/auth/token" ? { body: ok(TOKEN) } : { body: rest, status });
}

const live = (live_id: string, facts: object = {}) => ({ live_id, title: "新品直播", live_status: 1, ...facts });
const listed = async () => (await provider.roomList.listRooms(null, call)).rooms;
const read = async () => (await provider.roomRead?.getRooms(["1"], call))?.[0];

test("a row that the server failed to load comes empty, and is no room", async () => {
  answer(ok({ total_count: 3, list: [live("1"), live("", { live_status: 0 }), null, live("2")] }));
  expect((await listed()).map(({ nativeId }) => nativeId)).toEqual(["1", "2"]);
});

test("a list without rows may be null", async () => {
  answer(ok({ total_count: 0, list: null }));
  expect(await listed()).toEqual([]);
});

test("both codes of success are success", async () => {
  for (const code of [0, 200]) {
    answer(ok(live("1"), code));
    expect(await read()).toMatchObject({ nativeId: "1", status: "LIVE" });
  }
});

test("a status that nobody knows is UNKNOWN, and a room stopped by moderation was banned", async () => {
  answer(ok(live("1", { live_status: 7 })));
  expect(await read()).toMatchObject({ status: "UNKNOWN", nativeStatus: "7" });
  answer(ok(live("1", { live_status: 2, stop_reason: "censor", stop_at: 1_700_000_000 })));
  expect(await read()).toMatchObject({ status: "BANNED", details: { stopReason: "censor" } });
});

test("times that were never set, in Go's way and in everybody's, are no times", async () => {
  answer(ok(live("1", { start_time: -62_135_596_800, end_time: 0, stop_at: null })));
  expect(await read()).toMatchObject({ startsAt: null, endsAt: null, details: { stoppedAt: null } });
});

test("the address to push to stays in no room that is kept", async () => {
  const pushUrl = "rtmp://push.example/hub/room?expire=1800000000&token=S";
  answer(ok({ ...live("1", { push_url: pushUrl }), total_count: 1, list: [live("1", { push_url: pushUrl })] }));
  expect(JSON.stringify([await read(), await listed()])).not.toContain("push.example");
});

test.each([
  ["rtmp://push.example/hub/room?expire=1800000000&token=S", 1_800_000_000],
  ["rtmp://push.example/hub/room?e=1800000000&token=AK:S", 1_800_000_000],
  ["rtmp://push.example/hub/room", null],
  ["rtmp://push.example/hub/room?expire=never", null],
])("the address to push to says until when it works: %s", async (push_url, seconds) => {
  answer(ok(live("1", { push_url })));
  const [ingest] = (await provider.ingest?.getIngests([(await read()) as Room], call)) ?? [];
  expect(ingest).toEqual({ pushUrl: push_url, expiresAt: seconds === null ? null : new Date(seconds * 1000) });
});

test("a hub that is not set up gives no address to push to", async () => {
  answer(ok(live("1", { push_url: "" })));
  expect(await provider.ingest?.getIngests([(await read()) as Room], call)).toEqual([null]);
});

test("a room that is deleted meanwhile has no audience, whatever the server calls it", async () => {
  const gone = { request_id: "r", code: 500, message: "get liveInfo info failed" };
  server.reply = ({ path }) => {
    if (path === "/server/auth/token") return { body: ok(TOKEN) };
    return path.startsWith("/server/item/") ? { body: ok(null) } : { body: gone, status: 500 };
  };
  expect(await provider.audience?.getAudiences(["1", "no-number"], new Set(["online"]), call)).toEqual([null, null]);
  answer(gone, 500);
  expect(await provider.audience?.getAudiences(["1"], new Set(["online"]), call)).toEqual([
    expect.objectContaining({ kind: "PROVIDER_UNAVAILABLE" }),
  ]);
});

test("figures that are not told are null", async () => {
  answer(ok({ flow: "", info: null }));
  expect(await provider.audience?.getAudiences(["1"], new Set(["likes", "pageViews"]), call)).toEqual([
    { online: null, pageViews: null, uniqueViewers: null, likes: null },
  ]);
});

test("of several recordings the latest that can be watched is shown", async () => {
  const record = (id: number, status: number, record_url: string) => ({ id, status, record_url, item_id: "cup" });
  answer(
    ok([
      record(3, 0, "https://play.example/3.m3u8"),
      record(1, 0, "https://play.example/1.m3u8"),
      record(4, 3, "failed"),
      record(5, 4, ""),
    ]),
  );
  const room = { nativeId: "1", status: "LIVE", anchor: { nativeUserId: "user_1" } } as Room;
  expect(await provider.explanations?.getExplanationVideos(room, ["pot", "cup"], call)).toEqual([
    null,
    "https://play.example/3.m3u8",
  ]);
});

test("many members are looked up 200 at a time, and fewer where their ids are long", async () => {
  const targets: string[] = [];
  server.reply = ({ path, query }) => {
    targets.push(`${path}?${query.toString()}`);
    return { body: ok(query.getAll("user_ids").map((user_id) => ({ user_id }))) };
  };
  const lookUp = async (length: number) => {
    targets.length = 0;
    const ids = Array.from({ length: 400 }, (_, index) => `${index}`.padStart(length, "u"));
    const found = await provider.members?.getMembers(ids, call);
    expect(found?.map((member) => (member as Member).nativeId)).toEqual(ids);
    return targets.length;
  };
  expect(await lookUp(4)).toBe(2);
  expect(await lookUp(64)).toBe(5);
  expect(Math.max(...targets.map(({ length }) => length))).toBeLessThan(8_000);
});

test("a live id past what a number holds comes through whole", async () => {
  answer(
    '{"request_id":"r","code":0,"message":"","data":{"live_id":"2124305168299200512","chat_id":2124305168299200513}}',
  );
  expect(await read()).toMatchObject({ nativeId: "2124305168299200512", details: { chatId: "2124305168299200513" } });
});

describe("refusals", () => {
  const refuse = (status: number, code: number | null, message = "") =>
    toQiniuError({ status, code, message, requestId: "reqid-1" }, "live.get", { provider: "QINIU", account: "qiniu" });

  test.each([
    [429, null, "", "RATE_LIMITED", "HTTP 429"],
    [503, 503, "", "RATE_LIMITED", "503"],
    [401, 401, "Unauthorized", "PROVIDER_CREDENTIALS_REJECTED", "401"],
    [200, 499, "Your token is expired", "PROVIDER_CREDENTIALS_REJECTED", "499"],
    [403, 403, "Forbidden", "PROVIDER_PERMISSION_MISSING", "403"],
    [200, 500, "live status error", "INVALID_STATE", "500"],
    [200, 500, "record not found", "NOT_FOUND", "500"],
    [404, 404, "Not found", "NOT_FOUND", "404"],
    [200, 600, "Already existed", "ALREADY_EXISTS", "600"],
    [200, 20_001, "items exceed in live room", "LIMIT_EXCEEDED", "20001"],
    [400, 400, "invalid request", "INVALID_INPUT", "400"],
    [400, null, "", "INVALID_INPUT", "HTTP 400"],
    [500, 500, "Internal error", "PROVIDER_UNAVAILABLE", "500"],
    [502, null, "", "PROVIDER_UNAVAILABLE", "HTTP 502"],
    [200, 501, "item offline, cannot demonstrate ", "INVALID_STATE", "501"],
    [400, 400, "item offline, cannot demonstrate", "INVALID_STATE", "400"],
    [200, 601, "live room already in relaying", "INVALID_STATE", "601"],
    [400, 10_001, "Already existed", "ALREADY_EXISTS", "10001"],
    [200, 602, "Database error", "PROVIDER_UNAVAILABLE", "602"],
    [404, 602, "Database error", "PROVIDER_UNAVAILABLE", "602"],
    [404, 500, "Internal error", "PROVIDER_UNAVAILABLE", "500"],
    [500, 501, "live status error", "INVALID_STATE", "501"],
    [200, 501, "record not found", "NOT_FOUND", "501"],
    [301, null, "", "PROVIDER_PROTOCOL_ERROR", "HTTP 301"],
    [307, null, "", "PROVIDER_PROTOCOL_ERROR", "HTTP 307"],
    [404, null, "", "PROVIDER_PROTOCOL_ERROR", "HTTP 404"],
  ])("HTTP %s, code %s, %j is %s", (status, code, message, kind, providerCode) => {
    expect(refuse(status, code, message)).toMatchObject({
      kind,
      details: { providerCode, providerRequestId: "reqid-1", operation: "live.get" },
    });
  });

  test("what may have been done all the same is said, and what certainly was not, too", () => {
    const isAmbiguous = (status: number, code: number | null) => refuse(status, code).details.ambiguous;
    expect([isAmbiguous(500, 500), isAmbiguous(502, null), isAmbiguous(503, null)]).toEqual([true, true, true]);
    expect([isAmbiguous(429, null), isAmbiguous(307, null), isAmbiguous(400, 400), isAmbiguous(404, null)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test("a message of the server that gives away its database is not shown", () => {
    const leak = "Error 1146: Table 'live.rooms' doesn't exist at 10.0.0.7:3306";
    expect(JSON.stringify(refuse(500, 500, leak).details)).not.toContain("10.0.0.7");
    expect(refuse(500, 500, "Database error").details.providerMessage).toBe("Database error");
  });

  test("only what speaks of the token has it replaced", () => {
    const refused = [
      [401, 401],
      [401, 404],
      [200, 401],
      [200, 499],
    ] as const;
    for (const [status, code] of refused) {
      expect(isTokenRefused(toQiniuError({ status, code, message: "", requestId: null }, "item.list", {}))).toBe(true);
    }
    const forbidden = { status: 403, code: 403, message: "", requestId: null };
    expect(isTokenRefused(toQiniuError(forbidden, "item.list", {}))).toBe(false);
  });

  test.each([
    ["no envelope", "<html>", 200, "PROVIDER_PROTOCOL_ERROR"],
    ["an envelope without a code", { message: "ok" }, 200, "PROVIDER_PROTOCOL_ERROR"],
    ["no data", { code: 0, message: "ok" }, 200, "PROVIDER_PROTOCOL_ERROR"],
    ["data of another shape", ok({ live_id: 1 }), 200, "PROVIDER_PROTOCOL_ERROR"],
    ["an outage in HTML", "<html>", 502, "PROVIDER_UNAVAILABLE"],
  ])("%s", async (_what, body, status, kind) => {
    answer(body, status);
    expect(await read()).toMatchObject({
      kind,
      details: { provider: "QINIU", account: "qiniu", operation: "live.get" },
    });
  });
});
