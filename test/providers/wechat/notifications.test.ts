import {
  NotificationProgressDocument,
  NotifyFollowersDocument,
  type NotifyFollowersMutation,
} from "../../generated/graphql";
import { useBench } from "../../support/bench";
import { control } from "../../support/control";
import { useDataDir } from "../../support/data-dir";
import { until, untilAnswered } from "../../support/until";

/* Pushes to followers that are longer than a request, a process or a day. */

const PUSH = "/wxa/business/push_message";
const FOLLOWERS = "/wxa/business/get_wxa_followers";
const dataDir = useDataDir();
const bench = useBench({
  environment: {
    get ZHIBO_DATA_DIR() {
      return dataDir.path;
    },
  },
});

/** Whom each push so far was for, in order. */
const pushed: string[][] = [];
function look(): readonly string[][] {
  for (const { path, body } of bench.upstream(bench.wechat)) {
    if (path === PUSH) pushed.push((body as { user_openid: string[] }).user_openid);
  }
  return pushed;
}
const sizes = () => look().map(({ length }) => length);

beforeEach(async () => {
  pushed.length = 0;
  await control(bench.wechat, "/_sandbox/seed", { rooms: 3, followers: 5000 });
  await control(bench.wechat, "/_sandbox/rooms/2/status", { status: 101 });
});

async function notify(): Promise<NonNullable<NotifyFollowersMutation["notifyFollowers"]["notification"]>> {
  const { notifyFollowers } = await bench.ask(NotifyFollowersDocument, {
    input: { liveRoom: "room:wechat:2", recipients: { everyone: true } },
  });
  if (!notifyFollowers.notification) throw new Error(JSON.stringify(notifyFollowers.userErrors));
  return notifyFollowers.notification;
}
const progress = async (id: string) => (await bench.ask(NotificationProgressDocument, { id })).notification;
const reaching = (id: string, status: string) =>
  untilAnswered(
    () => progress(id),
    (notification) => notification?.status === status,
  );

/** Everybody once and nobody twice. */
function expectEverybody(): void {
  const all = look().flat();
  expect(all).toHaveLength(5000);
  expect(new Set(all).size).toBe(5000);
}

test("a push that a stopped process left goes on where it was", async () => {
  await control(bench.wechat, "/_sandbox/quotas", { operation: "get_wxa_followers", remaining: 1 });
  const { id } = await notify();
  expect(sizes()).toEqual([2000]);
  await bench.restart();
  expect(await progress(id)).toMatchObject({ status: "SENDING", sent: 2000 });

  // The next day in Beijing.
  bench.clock.advance(15 * 3600);
  await control(bench.wechat, "/_sandbox/rooms/2/status", { status: 101 });
  await bench.restart();
  expect(await reaching(id, "SENT")).toMatchObject({ recipients: 5000, sent: 5000 });
  expect(sizes()).toEqual([2000, 2000, 1000]);
  expectEverybody();
  // And when all is sent, nothing is left to go on with.
  await bench.restart();
  expect(bench.upstream(bench.wechat)).toEqual([]);
});

test("a push that could not begin leaves nothing behind that would go on later", async () => {
  bench.wechat.fault({ path: FOLLOWERS, kind: "errcode", value: 45011, times: 1 });
  const { errors } = await bench.run(NotifyFollowersDocument, {
    input: { liveRoom: "room:wechat:2", recipients: { everyone: true } },
  });
  expect(errors?.[0]?.extensions["code"]).toBe("RATE_LIMITED");
  look();
  bench.clock.advance(3600);
  await bench.restart();
  expect(bench.upstream(bench.wechat)).toEqual([]);
});

/** A push whose second chunk was refused because the day's calls are spent. */
async function heldUp(): Promise<string> {
  await control(bench.wechat, "/_sandbox/quotas", { operation: "push_message", remaining: 1 });
  const { id } = await notify();
  await until(() => sizes().length === 2);
  // A gateway that stops writes down first what came of its last call.
  await bench.restart();
  return id;
}

test("a spent quota holds a push up and does not end it", async () => {
  const id = await heldUp();
  expect(await progress(id)).toMatchObject({ status: "SENDING", sent: 2000 });
  // Nothing is tried before its time.
  expect(sizes()).toEqual([2000, 2000]);

  await control(bench.wechat, "/_sandbox/quotas", { operation: "push_message", remaining: 100 });
  bench.clock.advance(24 * 3600);
  await control(bench.wechat, "/_sandbox/rooms/2/status", { status: 101 });
  await bench.restart();
  expect(await reaching(id, "SENT")).toMatchObject({ recipients: 5000, sent: 5000 });
  // The chunk that was refused went out later; refused is not sent.
  const [first = [], , ...rest] = look();
  expect(new Set([...first, ...rest.flat()]).size).toBe(5000);
});

test("what WeChat refuses on the way ends the push", async () => {
  const id = await heldUp();
  await control(bench.wechat, "/_sandbox/quotas", { operation: "push_message", remaining: 100 });
  await control(bench.wechat, "/_sandbox/rooms/2/status", { status: 103 });
  bench.clock.advance(15 * 3600);
  await bench.restart();
  expect(await reaching(id, "FAILED")).toMatchObject({
    sent: 2000,
    finishedAt: new Date(bench.clock.now()).toISOString(),
  });
  await bench.restart();
  expect(sizes()).toHaveLength(3);
});

test("nobody is told a day late", async () => {
  const id = await heldUp();
  await control(bench.wechat, "/_sandbox/rooms/2/status", { status: 101 });
  bench.clock.advance(26 * 3600);
  bench.wechat.fault({ path: PUSH, kind: "errcode", value: 45009 });
  await bench.restart();
  expect(await reaching(id, "FAILED")).toMatchObject({ sent: 2000 });
});
