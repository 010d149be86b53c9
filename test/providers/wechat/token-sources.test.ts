import type { Provider } from "../../../src/domain/provider";
import { silentLog } from "../../../src/domain/log";
import { wechat } from "../../../src/providers/wechat";
import { createTestClock } from "../../support/clock";
import { createProviderDependencies } from "../../support/provider-dependencies";
import { useScriptedServer, type ScriptedRequest } from "../../support/scripted-server";

/* Where a WeChat account's token comes from, and what is asked there. */

const call = { signal: new AbortController().signal, requestId: "token-sources" };
const rooms = { errcode: 0, errmsg: "ok", room_info: [], total: 0 };

describe("an external source of tokens", () => {
  const service = useScriptedServer();
  const platform = useScriptedServer();
  const clock = createTestClock();
  let asked: ScriptedRequest[] = [];
  let used: (string | null)[] = [];
  let good = "T1";
  let provider: Provider;

  beforeEach(async () => {
    clock.reset();
    [asked, used, good] = [[], [], "T1"];
    service.reply = (request) => {
      asked.push(request);
      return { body: { access_token: good, expires_in: 7200 } };
    };
    platform.reply = ({ path, query }) => {
      used.push(path.startsWith("/cgi-bin") ? path : query.get("access_token"));
      return { body: query.get("access_token") === good ? rooms : { errcode: 40001, errmsg: "invalid credential" } };
    };
    provider = await connect(`${service.url}/tokens/shop?for=live`);
  });
  afterEach(() => provider.close());

  async function connect(tokenSource: string): Promise<Provider> {
    const reading = wechat.read({
      appId: "wx0000000000000001",
      appSecret: "secret",
      baseUrl: platform.url,
      tokenSource,
    });
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    return reading.account.connect(createProviderDependencies({ clock, log: silentLog }));
  }
  const read = () => provider.roomList.listRooms(null, call);

  test("is asked at its address, once, and WeChat for no token at all", async () => {
    await read();
    await read();
    expect(asked.map(({ method, path, query }) => [method, path, query.get("for")])).toEqual([
      ["GET", "/tokens/shop", "live"],
    ]);
    expect(used).toEqual(["T1", "T1"]);
  });

  test("is asked again when WeChat refuses its token, and the call repeated once", async () => {
    await read();
    good = "T2";
    await read();
    expect(used).toEqual(["T1", "T1", "T2"]);
    expect(asked).toHaveLength(2);
  });

  test.each([
    ["HTTP 500", { status: 500, body: {} }],
    ["HTTP 200", { body: "<html>" }],
    ["HTTP 200", { body: { errcode: 40013, errmsg: "invalid appid" } }],
    ["HTTP 200", { body: { access_token: "", expires_in: 7200 } }],
    ["HTTP 200", { body: { access_token: "T1" } }],
  ])("%s, %j is no token: the account cannot be reached, and says which setting to look at", async (code, reply) => {
    service.reply = () => reply;
    const error: unknown = await read().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      kind: "PROVIDER_UNAVAILABLE",
      text: { en: expect.stringContaining("WECHAT_TOKEN_SOURCE") as string },
      details: { operation: "token.external", providerCode: code, ambiguous: false, retryable: true },
    });
    expect(JSON.stringify(error)).not.toContain(service.url);
    expect(used).toEqual([]);
  });

  test("that needs a password gets it as Basic authentication", async () => {
    await provider.close();
    provider = await connect(service.url.replace("//", "//shop:p%40ss@"));
    await read();
    expect(asked.map(({ authorization }) => authorization)).toEqual([
      `Basic ${Buffer.from("shop:p@ss").toString("base64")}`,
    ]);
  });
});
