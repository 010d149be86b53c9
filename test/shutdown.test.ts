import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { startWechatSandbox, type WechatSandbox } from "../src/providers/wechat/sandbox";
import { control } from "./support/control";
import { until, untilAnswered } from "./support/until";
import { endAll, runZhibo } from "./support/zhibo";

let wechat: WechatSandbox;
beforeAll(async () => {
  wechat = await startWechatSandbox();
});
beforeEach(() => wechat.reset());
afterEach(endAll);
afterAll(() => wechat.close());

async function startZhibo(delaySeconds: number) {
  const zhibo = runZhibo(["start"], {
    PORT: "0",
    ZHIBO_AUTH: "open",
    ZHIBO_DATA_DIR: "",
    ZHIBO_CONFIG: "",
    ZHIBO_SHUTDOWN_DELAY_SECONDS: String(delaySeconds),
    ZHIBO_QUERY_TIMEOUT_SECONDS: "60",
    WECHAT_APP_ID: wechat.credentials.appId,
    WECHAT_APP_SECRET: wechat.credentials.appSecret,
    WECHAT_BASE_URL: wechat.url,
  });
  const [, url = ""] = await zhibo.prints(/"url":"(http:[^"]+)"/);
  const ask = (query: string) =>
    fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
  return { ...zhibo, url, ask };
}

/** On a connection of its own: one that is kept may be closed by the other side just when it is used again. */
async function statusOf(url: string): Promise<number | undefined> {
  const [reply] = (await once(get(url, { agent: false }), "response")) as [IncomingMessage];
  reply.resume();
  return reply.statusCode;
}

test("told to end, it says so at once and serves on; a second signal ends it at once", async () => {
  const zhibo = await startZhibo(300);
  expect(await statusOf(`${zhibo.url}/readyz`)).toBe(200);
  zhibo.child.kill("SIGTERM");
  await untilAnswered(
    () => statusOf(`${zhibo.url}/readyz`),
    (status) => status === 503,
  );
  expect(await statusOf(`${zhibo.url}/healthz`)).toBe(200);
  const answer = await zhibo.ask("{ viewer { role } }");
  expect(answer.headers.get("connection")).toBe("close");
  expect(await answer.json()).toEqual({ data: { viewer: { role: "ADMIN" } } });
  zhibo.child.kill("SIGINT");
  expect(await zhibo.ended).toBe(1);
});

test("who has been let in is answered, though nobody is let in any more", async () => {
  const zhibo = await startZhibo(0);
  const path = "/wxaapi/broadcast/room/getassistantlist";
  await control(wechat, "/_sandbox/faults", { path, kind: "latency", value: 1_500 });
  const slow = zhibo.ask('{ liveRoom(id: "room:wechat:3") { assistants { nickname } } }');
  await until(() => wechat.calls().some((call) => call.path === path));
  zhibo.child.kill("SIGTERM");
  const answer: unknown = await (await slow).json();
  expect(answer).toEqual({ data: { liveRoom: { assistants: expect.any(Array) as unknown[] } } });
  expect(await zhibo.ended).toBe(0);
  expect(zhibo.errors()).toBe("");
  await expect(zhibo.ask("{ viewer { role } }")).rejects.toThrow();
});

test("clients who heed /readyz lose no request", async () => {
  const zhibo = await startZhibo(3);
  let isReady = true;
  let answered = 0;
  const lost: unknown[] = [];
  const client = async () => {
    while (isReady) {
      try {
        const response = await zhibo.ask("{ liveRooms(first: 5) { nodes { title } } }");
        const { data } = (await response.json()) as { data?: { liveRooms: { nodes: unknown[] } } };
        if (data?.liveRooms.nodes.length === 5) answered += 1;
        else lost.push(response.status);
      } catch (error) {
        lost.push(error);
      }
    }
  };
  const clients = Array.from({ length: 10 }, client);
  await until(() => answered > 100);
  zhibo.child.kill("SIGTERM");
  await untilAnswered(
    () => statusOf(`${zhibo.url}/readyz`),
    (status) => status === 503,
  );
  isReady = false;
  await Promise.all(clients);
  expect(lost).toEqual([]);
  expect(await zhibo.ended).toBe(0);
}, 60_000);

test("a connection that says nothing keeps nobody", async () => {
  const zhibo = await startZhibo(0);
  const idle = connect(Number(new URL(zhibo.url).port), "127.0.0.1");
  await once(idle, "connect");
  idle.write("GET /healthz HTTP/1.1\r\nhost: shop.example\r\n\r\n");
  await once(idle, "data");
  const silent = connect(Number(new URL(zhibo.url).port), "127.0.0.1");
  await once(silent, "connect");
  zhibo.child.kill("SIGTERM");
  expect(await zhibo.ended).toBe(0);
  idle.destroy();
  silent.destroy();
});
