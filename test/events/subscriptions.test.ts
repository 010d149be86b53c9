import { FollowerChangedDocument, LiveRoomChangedDocument } from "../generated/graphql";
import { useBench } from "../support/bench";
import { control } from "../support/control";
import { look } from "../support/look";
import { signToken } from "../support/tokens";
import { watchBySocket, watchByStream, type Told, type Watcher, type WatchOptions } from "../support/watcher";

const SECRET = "a shared secret that nobody could guess";
const bench = useBench({ environment: { ZHIBO_AUTH: "jwt", JWT_SECRET: SECRET } });

const LIVE = 101;
const ENDED = 103;
const setStatus = (room: number, status: number) => control(bench.wechat, `/_sandbox/rooms/${room}/status`, { status });

const watchers: Watcher[] = [];
afterEach(() => {
  for (const watcher of watchers.splice(0)) watcher.stop();
});

const ways: readonly (readonly [string, typeof watchBySocket])[] = [
  ["websocket", watchBySocket],
  ["server-sent events", watchByStream],
];

const token = (claims: object = {}) =>
  `Bearer ${signToken(SECRET, { sub: "ange", exp: Math.floor(bench.clock.now() / 1000) + 3600, ...claims })}`;

const changeOf = ({ data }: Told) => data?.["liveRoomChanged"] as Readonly<Record<string, unknown>>;
const eventIdOf = ({ extensions }: Told) => String(extensions?.["eventId"]);
const codeOf = (told: Told) => told.errors?.[0]?.extensions?.["code"];

/** A room that is not on yet. */
const ROOM = 3;

describe.each(ways)("over %s", (_way, watch) => {
  /** Hears of all that happens from here on, however long it takes until the server has read the question. */
  async function begin(options: WatchOptions = {}): Promise<Watcher> {
    const from = { lastEventId: `${bench.clock.now()}-0`, ...options };
    const watcher = await watch(bench.app.url, LiveRoomChangedDocument, from);
    watchers.push(watcher);
    return watcher;
  }

  async function tell(status: number): Promise<void> {
    await setStatus(ROOM, status);
    await look(bench);
  }

  beforeEach(async () => {
    await setStatus(ROOM, 102);
    await look(bench);
  });

  test("a room that goes live is told, with the room as it is now", async () => {
    const watcher = await begin();
    await tell(LIVE);
    const told = await watcher.next();
    expect(told.errors).toBeUndefined();
    expect(changeOf(told)).toMatchObject({
      ...{ kind: "STATUS_CHANGED", previousStatus: "SCHEDULED", liveRoomId: `room:wechat:${ROOM}` },
      liveRoom: { id: `room:wechat:${ROOM}`, status: "LIVE" },
      eventId: eventIdOf(told),
    });
  });

  test("without an id only what happens from now on is told", async () => {
    await tell(LIVE);
    await tell(ENDED);
    const before = bench.clock.now();
    const watcher = await watch(bench.app.url, LiveRoomChangedDocument);
    watchers.push(watcher);
    // Nobody knows when the server has begun to listen for this one.
    for (let even = true; watcher.told.length === 0; even = !even) await tell(even ? LIVE : 102);
    expect(Number(eventIdOf(await watcher.next()).split("-")[0])).toBeGreaterThan(before);
  });

  test("filters and ids: what leaves the filter is told, what it never held is not", async () => {
    const live = await begin({ variables: { filter: { statuses: ["LIVE"] } } });
    const qiniu = await begin({ variables: { filter: { providers: ["QINIU"] } } });
    const other = await begin({ variables: { ids: ["room:wechat:1"] } });
    const all = await begin();
    await tell(LIVE);
    await tell(ENDED);
    await all.next();
    await all.next();
    expect(changeOf(await live.next())).toMatchObject({ liveRoom: { status: "LIVE" } });
    expect(changeOf(await live.next())).toMatchObject({ previousStatus: "LIVE", liveRoom: { status: "ENDED" } });
    expect([qiniu.told, other.told]).toEqual([[], []]);
  });

  test("what was missed comes first, once and in order, and then what happens", async () => {
    const before = await begin();
    await tell(LIVE);
    const lastEventId = eventIdOf(await before.next());
    before.stop();
    await tell(105);
    await tell(LIVE);
    const after = await begin({ lastEventId });
    expect(changeOf(await after.next())).toMatchObject({ liveRoom: { status: "PAUSED" } });
    expect(changeOf(await after.next())).toMatchObject({ liveRoom: { status: "LIVE" } });
    await tell(ENDED);
    expect(changeOf(await after.next())).toMatchObject({ liveRoom: { status: "ENDED" } });
    expect(after.told).toHaveLength(3);
  });

  test.each([
    ["no id", "yesterday"],
    ["an id of before there was a log", "1000-0"],
  ])("%s is refused, and said so", async (_, lastEventId) => {
    const watcher = await begin({ lastEventId });
    const told = await watcher.next();
    expect([codeOf(told), told.errors?.[0]?.extensions?.["field"]]).toEqual(["BAD_USER_INPUT", ["lastEventId"]]);
  });

  test("a token for other accounts hears nothing of this one", async () => {
    const deaf = await begin({ authorization: token({ accounts: ["qiniu"] }) });
    const watcher = await begin({ authorization: token({ accounts: ["wechat"] }) });
    await tell(LIVE);
    await watcher.next();
    expect(deaf.told).toEqual([]);
  });

  test.each([
    ["nobody", undefined, "UNAUTHENTICATED"],
    ["a viewer", {}, "FORBIDDEN"],
  ])("followers are nothing for %s", async (_who, claims, code) => {
    const authorization = claims && { authorization: token(claims) };
    const watcher = await watch(bench.app.url, FollowerChangedDocument, { ...authorization });
    watchers.push(watcher);
    expect(codeOf(await watcher.next())).toBe(code);
  });

  test("it ends when the token does, and says why", async () => {
    const watcher = await begin({ authorization: token({ exp: Math.floor(bench.clock.now() / 1000) + 30 }) });
    await tell(LIVE);
    await tell(ENDED);
    const codes: unknown[] = [];
    for (let answer = await watcher.next(); ; answer = await watcher.next()) {
      codes.push(codeOf(answer));
      if (answer.errors) break;
    }
    expect(codes.at(-1)).toBe("UNAUTHENTICATED");
    await watcher.ended;
  });

  test("queries and refusals of documents are answered too", async () => {
    const query = await watch(bench.app.url, "{ liveRooms(first: 1) { nodes { id } } }");
    watchers.push(query);
    expect((await query.next()).data).toMatchObject({ liveRooms: { nodes: [{ id: expect.any(String) as string }] } });
  });
});

test("over /graphql itself a subscription is refused, with the place to go to", async () => {
  const { errors } = await bench.run(LiveRoomChangedDocument);
  expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
  expect(errors?.[0]?.message).toContain("/graphql/stream");
});
