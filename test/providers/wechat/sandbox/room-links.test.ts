import { accountForEach, refused, START } from "./account";

const account = accountForEach();
const pushUrl = (roomId: number) => account().get("/wxaapi/broadcast/room/getpushurl", { roomId });
const sharedCode = (roomId: number, params?: string) =>
  account().get("/wxaapi/broadcast/room/getsharedcode", { roomId, ...(params === undefined ? {} : { params }) });

describe("the push address", () => {
  it("names account, room, a secret and when it ends", async () => {
    const until = (START + 2 * 86_400 + 5000).toString(16);
    const stream = `wx0000000000000001-3\\?txSecret=[0-9a-f]{32}&txTime=${until}`;
    expect(await pushUrl(3)).toEqual({
      errcode: 0,
      pushAddr: expect.stringMatching(new RegExp(`^rtmp://wxalivepush\\.weixin\\.qq\\.com/live/${stream}$`)) as string,
    });
    expect(await pushUrl(3)).toEqual(await pushUrl(3));
  });

  it("is refused for a phone room and for no room", async () => {
    expect(await pushUrl(2)).toEqual(refused(300023));
    expect(await pushUrl(99)).toEqual(refused(300022));
    expect(await account().get("/wxaapi/broadcast/room/getpushurl")).toEqual(refused(200002));
  });
});

describe("the share code", () => {
  it("is a picture, a path and a poster", async () => {
    const answer = await sharedCode(2);
    expect(answer).toEqual({
      errcode: 0,
      cdnUrl: expect.any(String) as string,
      pagePath: "plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin?room_id=2",
      posterUrl: expect.any(String) as string,
    });
    for (const name of ["cdnUrl", "posterUrl"]) {
      expect((await fetch(String(answer[name]))).headers.get("content-type")).toBe("image/png");
    }
  });

  it.each(['{"pid":1}', "a=1&b=2"])("carries %s", async (params) => {
    const { pagePath } = await sharedCode(2, params);
    expect(pagePath).toMatch(/live-player-plugin\?room_id=2&custom_params=/);
    expect(decodeURIComponent(String(pagePath).split("custom_params=")[1] ?? "")).toBe(params);
  });

  it("is refused for broken JSON, for a list, and for no room", async () => {
    expect(await sharedCode(2, "{pid:1}")).toEqual(refused(1001));
    expect(await sharedCode(2, "[1]")).toEqual(refused(1001));
    expect(await sharedCode(99)).toEqual(refused(300022));
  });
});
