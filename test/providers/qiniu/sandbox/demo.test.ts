import { dialects, type Dialect } from "../../../../src/providers/qiniu/sandbox";
import { qiniuSandbox } from "../../../../src/providers/qiniu/sandbox/module";
import { startQiniu, type Qiniu } from "./support/qiniu";

const NEW_ARRIVALS = "2124305168299200512";
const COATS = "1582200377771377896";

describe.each(dialects)("the demonstration (%s)", (dialect) => {
  let qiniu: Qiniu;
  beforeAll(async () => {
    qiniu = await startQiniu(dialect, { seed: "demo" });
  });
  afterAll(() => qiniu.sandbox.close());
  const rooms = async (status: number) => {
    const { data } = await qiniu.as(
      "zhibo-gateway",
      "GET",
      `/client/live/room/list?page_size=100&live_status=${status}`,
    );
    return (
      data as {
        list: {
          live_id: string;
          title: string;
          stop_reason?: string;
          start_time: number;
          extends: object | null;
          pk_id: string;
        }[];
      }
    ).list;
  };

  it("has rooms in every status, with and without plan and attributes", async () => {
    const [created, live, ended] = [await rooms(0), await rooms(1), await rooms(2)];
    expect([created.length, live.length, ended.length]).toEqual([4, 4, 3]);
    expect(ended.filter((room) => room.stop_reason === "censor")).toHaveLength(1);
    expect(created.filter((room) => room.start_time === 0)).toHaveLength(1);
    expect(live[0]).toMatchObject({ live_id: NEW_ARRIVALS, title: "新品直播", extends: { age: "18" } });
    expect([...created, ...live].some((room) => room.extends === null)).toBe(true);
    expect(live.filter((room) => room.pk_id !== "")).toHaveLength(2);
  });

  it("has the rooms of the documents' examples", async () => {
    expect((await qiniu.server("GET", `/server/live/${NEW_ARRIVALS}`)).data).toMatchObject({ live_status: 1 });
    expect((await qiniu.server("GET", `/server/live/${COATS}`)).data).toMatchObject({ live_status: 2 });
  });

  it("has goods in every status, with prices as shops write them", async () => {
    const { data } = await qiniu.server("GET", `/server/item/${NEW_ARRIVALS}`);
    const items = data as { item_id: string; status: number; current_price: string; extends: object | null }[];
    expect(new Set(items.map((item) => item.status))).toEqual(new Set([0, 1, 2]));
    expect(items.map((item) => item.current_price)).toEqual(expect.arrayContaining(["199元", "¥99.50", "面议"]));
    const explained = await qiniu.as("viewer_1", "GET", `/client/item/demonstrate/${NEW_ARRIVALS}`);
    expect(explained.data).toMatchObject({ item_id: "cup-1" });
  });

  it("has a recording", async () => {
    const records: (string | null | undefined)[] = [];
    for (const room of await rooms(2)) {
      const { data } = await qiniu.server("GET", `/server/item/${room.live_id}`);
      for (const item of (data ?? []) as { record: { record_url: string; status: number } | null }[]) {
        if (item.record?.status === 0) records.push(item.record.record_url);
      }
    }
    expect(records).toEqual([expect.stringMatching(/^https:\/\/qiniu-playback\.test\/\d{19}wok-1$/)]);
  });

  it("has viewers, figures and gifts", async () => {
    const info = await qiniu.as("viewer_1", "GET", `/client/live/room/info/${NEW_ARRIVALS}`);
    expect(info.data).toMatchObject({ online_count: 8, anchor_status: 1 });
    const stats = await qiniu.as("viewer_1", "GET", `/client/stats/singleLive/${NEW_ARRIVALS}`);
    expect(stats.data).toMatchObject({
      info: [{ page_view: 1280, unique_visitor: 436 }, {}, {}, {}, {}, { page_view: 3600 }, {}],
    });
    const gifts = await qiniu.server("GET", `/server/gift/list/live/${NEW_ARRIVALS}`);
    expect(gifts.data).toMatchObject({ list: [{ status: 1 }, { status: 2 }] });
    expect((await qiniu.server("GET", "/server/gift/config/-1")).data).toHaveLength(3);
  });

  it("lives on while nobody sends heartbeats", async () => {
    const before = (await rooms(1)).length;
    qiniu.sandbox.clock.advance(3600);
    expect((await rooms(1)).length).toBe(before);
  });
});

describe("the development entry", () => {
  it.each<[string | undefined, Dialect]>([
    [undefined, "cloud"],
    ["", "cloud"],
    ["master", "master"],
  ])("starts the dialect of %p", async (value, expected) => {
    const running = await qiniuSandbox.start({
      port: 0,
      host: "127.0.0.1",
      environment: { ZHIBO_QINIU_SANDBOX_DIALECT: value, ZHIBO_QINIU_SANDBOX_CALLBACK: "http://127.0.0.1:1/hook" },
    });
    const state: unknown = await (await fetch(`${running.url}/_sandbox/state`)).json();
    await running.close();
    expect(state).toMatchObject({ dialect: expected, callback: { url: "http://127.0.0.1:1/hook" } });
    expect(running.settings).toEqual({
      accessKey: "sandbox-ak",
      secretKey: "sandbox-sk",
      callbackSecret: "sandbox-callback-secret",
      baseUrl: running.url,
    });
  });

  it("says which of its settings are not right", () => {
    const wrong = { ZHIBO_QINIU_SANDBOX_DIALECT: "x", ZHIBO_QINIU_SANDBOX_CALLBACK: "x" };
    expect(qiniuSandbox.problemsOf(wrong)).toEqual([
      { setting: "ZHIBO_QINIU_SANDBOX_DIALECT", expected: "one of cloud, master, develop" },
      { setting: "ZHIBO_QINIU_SANDBOX_CALLBACK", expected: "an http or https address" },
    ]);
    expect(qiniuSandbox.problemsOf({ ZHIBO_QINIU_SANDBOX_DIALECT: "" })).toEqual([]);
  });
});
