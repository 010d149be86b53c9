import WebSocket from "ws";
import { useBench } from "../support/bench";
import { control } from "../support/control";
import { look } from "../support/look";
import { signToken } from "../support/tokens";
import { watchBySocket, type Told, type Watcher, type WatchOptions } from "../support/watcher";

/* Who asks the same is told in the same words, worked out once; who may see less is not told more by it. */

const SECRET = "a shared secret that nobody could guess";
const bench = useBench({ environment: { ZHIBO_AUTH: "jwt", JWT_SECRET: SECRET } });

const LIVE = 101;
const document = `subscription { liveRoomChanged(ids: ["room:wechat:3"]) {
  kind liveRoom { id title ingest { pushUrl } }
} }`;

const watchers: Watcher[] = [];
afterEach(() => {
  for (const watcher of watchers.splice(0)) watcher.stop();
});

const tokenOf = (sub: string, role: string) =>
  `Bearer ${signToken(SECRET, { sub, role, exp: Math.floor(bench.clock.now() / 1000) + 3600 })}`;

async function watch(options: WatchOptions): Promise<Watcher> {
  const watcher = await watchBySocket(bench.app.url, document, { lastEventId: `${bench.clock.now()}-0`, ...options });
  watchers.push(watcher);
  return watcher;
}

async function goLive(): Promise<void> {
  await control(bench.wechat, "/_sandbox/rooms/3/status", { status: LIVE });
  await look(bench);
}

class ChineseSocket extends WebSocket {
  constructor(url: string, protocols: string[]) {
    super(url, protocols, { headers: { "accept-language": "zh-CN" } });
  }
}

beforeEach(async () => {
  await control(bench.wechat, "/_sandbox/rooms/3/status", { status: 102 });
  await look(bench);
});

const pushUrlOf = ({ data }: Told) =>
  (data?.["liveRoomChanged"] as { liveRoom: { ingest: { pushUrl: string } | null } }).liveRoom.ingest?.pushUrl;

test("twenty who are told the same cost the provider one call, and each is told", async () => {
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, number) => watch({ authorization: tokenOf(`operator-${number}`, "operator") })),
  );
  bench.upstream(bench.wechat);
  await goLive();
  const told = await Promise.all(all.map((watcher) => watcher.next()));
  expect(new Set(told.map(pushUrlOf)).size).toBe(1);
  expect(pushUrlOf(told[0] as Told)).toMatch(/^rtmp:/);
  expect(bench.upstream(bench.wechat).filter(({ path }) => path.endsWith("/getpushurl"))).toHaveLength(1);
});

test("what an operator is told, a viewer with the same document is refused, each with an id of their own", async () => {
  const [operator, viewer, another, nobody, chinese] = await Promise.all([
    watch({ authorization: tokenOf("boss", "operator") }),
    watch({ authorization: tokenOf("ange", "viewer") }),
    watch({ authorization: tokenOf("boer", "viewer") }),
    watch({}),
    watch({ authorization: tokenOf("chun", "viewer"), client: { webSocketImpl: ChineseSocket } }),
  ]);
  await goLive();
  expect(pushUrlOf(await operator.next())).toMatch(/^rtmp:/);
  const refused = await Promise.all([viewer, another, nobody, chinese].map((watcher) => watcher.next()));
  expect(refused.map(pushUrlOf)).toEqual([undefined, undefined, undefined, undefined]);
  const errors = refused.map(({ errors }) => errors?.[0]);
  expect(errors.map((error) => error?.extensions?.["code"])).toEqual([
    ...["FORBIDDEN", "FORBIDDEN", "UNAUTHENTICATED", "FORBIDDEN"],
  ]);
  expect(errors[3]?.message).toMatch(/无权/);
  expect(new Set(errors.map((error) => error?.extensions?.["requestId"])).size).toBe(4);
});
