import fc from "fast-check";
import { FollowerChangedDocument, LiveRoomChangedDocument, NotificationProgressedDocument } from "../generated/graphql";
import { useBench } from "../support/bench";
import { control } from "../support/control";
import { createTestClock } from "../support/clock";
import { look } from "../support/look";
import { createScriptedTimers } from "../support/scripted-timers";
import { until } from "../support/until";
import { watchBySocket } from "../support/watcher";
import { follow, writePush } from "../support/wechat-push";

/* What providers send by themselves, from the simulator over HTTP to somebody who watches. */

const SECRET = "a-secret-in-the-path";
const KEY = "A".repeat(43);
const timers = createScriptedTimers(createTestClock());
const bench = useBench({
  timers,
  environment: { WECHAT_PUSH_TOKEN: "sandboxtoken", WECHAT_ENCODING_AES_KEY: KEY, QINIU_CALLBACK_SECRET: SECRET },
});

const address = (path: string) => `${bench.app.url}/webhooks/${path}`;

function configure(mode: "plain" | "compatible" | "safe", format: "json" | "xml" = "json"): void {
  bench.wechat.sendEventsTo({
    ...{ url: address("wechat/wechat"), token: "sandboxtoken", encodingAesKey: KEY },
    ...{ mode, format },
  });
}

interface Delivery {
  readonly attempts: readonly { readonly status: number | null; readonly answer: string }[];
}

const send = (fields: Readonly<Record<string, unknown>>) =>
  control(bench.wechat, "/_sandbox/events", fields) as Promise<Delivery>;

const post = async (url: string, body: string) => {
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  return `${response.status} ${await response.text()}`;
};

const watch = async (document: Parameters<typeof watchBySocket>[1]) => {
  const watcher = await watchBySocket(bench.app.url, document, { lastEventId: `${bench.clock.now()}-0` });
  bench.clock.advance(1);
  return watcher;
};

describe("WeChat", () => {
  const seconds = () => Math.floor(bench.clock.now() / 1000);
  const deliver = ({ query, body }: ReturnType<typeof writePush>) =>
    post(`${address("wechat/wechat")}?${query.toString()}`, body);

  test("has its question about the address answered", async () => {
    configure("safe");
    expect(await send({ type: "verify" })).toMatchObject({ verified: true });
  });

  test.each([
    ["safe", "json"],
    ["safe", "xml"],
    ["compatible", "json"],
    ["compatible", "xml"],
  ] as const)("W38: a follower, in %s mode as %s", async (mode, format) => {
    configure(mode, format);
    const watcher = await watch(FollowerChangedDocument);
    const { attempts } = await send({ type: "follow", user_openid: "oFAN1", room_id: 3 });
    expect(attempts).toEqual([expect.objectContaining({ status: 200, answer: "success" })]);
    expect((await watcher.next()).data).toMatchObject({
      followerChanged: { openId: "oFAN1", followed: true, liveRoom: { id: "room:wechat:3" } },
    });
    watcher.stop();
  });

  test("W39: a push to followers, step by step to its result", async () => {
    configure("safe");
    await control(bench.wechat, "/_sandbox/rooms/2/status", { status: 101 });
    const watcher = await watch(NotificationProgressedDocument);
    const { data } = await bench.run<
      { notifyFollowers: { notification: { id: string; messageIds: string[] } } },
      never
    >(
      `mutation {
        notifyFollowers(input: { liveRoom: "room:wechat:2", recipients: { openIds: ["oFAN1", "oFAN2", "oFAN3"] } }) {
          notification { id messageIds }
        }
      }`,
    );
    const { id, messageIds } = data?.notifyFollowers.notification ?? { id: "", messageIds: [] };
    expect(messageIds).toHaveLength(1);
    await send({ type: "push-result", message_id: messageIds[0], room_id: 2, total_count: 3, success_count: 2 });
    const steps: unknown[] = [];
    for (;;) {
      const { notificationProgressed: step } = (await watcher.next()).data as Record<string, { status: string }>;
      steps.push(step);
      if (step?.status === "COMPLETED") break;
    }
    expect(steps.at(0)).toMatchObject({ id, recipients: 3, succeeded: null });
    expect(steps.at(-1)).toMatchObject({ id, status: "COMPLETED", recipients: 3, sent: 3, succeeded: 2, failed: 1 });
    expect(new Set(steps.map((step) => JSON.stringify(step))).size).toBe(steps.length);
    watcher.stop();
  });

  test("the same delivery a hundred times has one effect", async () => {
    const watcher = await watch(FollowerChangedDocument);
    const delivery = writePush(follow("oFAN1", seconds()), seconds());
    const answers = await Promise.all(Array.from({ length: 100 }, () => deliver(delivery)));
    expect(new Set(answers)).toEqual(new Set(["200 success"]));
    await deliver(writePush(follow("oFAN2", seconds()), seconds()));
    const told = [await watcher.next(), await watcher.next()].map(({ data }) => data?.["followerChanged"]);
    expect(told.map((follower) => (follower as { openId: string }).openId).sort()).toEqual(["oFAN1", "oFAN2"]);
    expect(watcher.told).toHaveLength(2);
    watcher.stop();
  });

  test("a plain push is refused where there is a key", async () => {
    configure("plain");
    const { attempts } = await send({ type: "follow" });
    expect(attempts[0]).toMatchObject({ status: 403, answer: "forbidden" });
  });

  test("forgeries all get one answer and have no effect", async () => {
    const watcher = await watch(FollowerChangedDocument);
    const { query, body } = writePush(follow("oFORGED", seconds()), seconds());
    const forged = fc.oneof(
      fc.record({ query: fc.constant(query.toString()), body: fc.oneof(fc.string(), fc.json()) }),
      fc.record({ query: fc.constant(query.toString().replace("415670741", "415670742")), body: fc.constant(body) }),
      fc.record({ query: fc.webQueryParameters(), body: fc.constant(body) }),
      fc.nat({ max: body.length - 1 }).map((at) => ({
        query: query.toString(),
        body: body.slice(0, at) + (body[at] === "x" ? "y" : "x") + body.slice(at + 1),
      })),
    );
    const { Encrypt: encrypted } = JSON.parse(body) as { readonly Encrypt: string };
    await fc.assert(
      fc.asyncProperty(forged, async (forgery) => {
        // Whatever stands around what is encrypted says nothing.
        fc.pre(forgery.query !== query.toString() || !forgery.body.includes(encrypted));
        expect(await post(`${address("wechat/wechat")}?${forgery.query}`, forgery.body)).toBe("403 forbidden");
      }),
      { numRuns: 400 },
    );
    await deliver(writePush(follow("oGENUINE", seconds()), seconds()));
    expect((await watcher.next()).data).toMatchObject({ followerChanged: { openId: "oGENUINE" } });
    watcher.stop();
  });
});

describe("Qiniu", () => {
  const roomId = async () => {
    const { data } = await bench.run<{ liveRooms: { nodes: { id: string }[] } }, never>(
      "{ liveRooms(filter: { providers: [QINIU], statuses: [SCHEDULED] }) { nodes { id } } }",
    );
    return (data?.liveRooms.nodes[0]?.id ?? "").replace("room:qiniu:", "");
  };
  const hint = (type: string, id: string, secret = SECRET) =>
    post(address(`qiniu/qiniu/${secret}`), JSON.stringify({ type, body: { live_id: id } }));

  test.each(["live_started", "live-started"])("%s has the room looked at, which is what is told", async (type) => {
    await look(bench);
    const id = await roomId();
    const watcher = await watch(LiveRoomChangedDocument);
    await control(bench.qiniu, `/_sandbox/rooms/${id}/status`, { status: 1 });
    expect(await hint(type, id)).toBe('200 {"code":0}');
    expect((await watcher.next()).data).toMatchObject({
      liveRoomChanged: { kind: "STATUS_CHANGED", liveRoomId: `room:qiniu:${id}`, liveRoom: { status: "LIVE" } },
    });
    watcher.stop();
  });

  test("a lie leads to a look, and to nothing else; three hundred to one, and to one more when it is time", async () => {
    await look(bench);
    const id = await roomId();
    const watcher = await watch(LiveRoomChangedDocument);
    bench.upstream(bench.qiniu);
    const seen: string[] = [];
    const looks = () => {
      seen.push(...bench.upstream(bench.qiniu).flatMap(({ path }) => (path.includes(id) ? [path] : [])));
      return seen.length;
    };
    for (let times = 0; times < 300; times += 1) expect(await hint("live_stopped", id)).toBe('200 {"code":0}');
    await until(() => looks() > 0);
    expect(looks()).toBe(1);
    timers.advance(1_999);
    expect(await hint("live_stopped", id)).toBe('200 {"code":0}');
    expect(looks()).toBe(1);
    // The rest begins when the look has ended, which nobody outside sees.
    await until(() => {
      timers.advance(1);
      return looks() > 1;
    });
    expect(looks()).toBe(2);
    expect(watcher.told).toEqual([]);
    watcher.stop();
  });

  test("without the secret nothing is believed and nothing is asked", async () => {
    const id = await roomId();
    bench.upstream(bench.qiniu);
    expect(await hint("live_started", id, "another")).toBe("403 forbidden");
    expect(await post(address("qiniu/qiniu"), "{}")).toBe("403 forbidden");
    expect(await post(address("qiniu/wechat/another"), "{}")).toBe("403 forbidden");
    expect(bench.upstream(bench.qiniu)).toEqual([]);
  });
});
