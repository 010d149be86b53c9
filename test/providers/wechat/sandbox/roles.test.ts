import { accountForEach, bareSuccess, refused, START } from "./account";

const account = accountForEach();
const path = (name: string) => `/wxaapi/broadcast/role/${name}`;
const add = (username: string, role: unknown) => account().post(path("addrole"), { username, role });
const remove = (username: string, role: unknown) => account().post(path("deleterole"), { username, role });
const list = (query: Readonly<Record<string, string | number>> = {}) => account().get(path("getrolelist"), query);

async function names(query: Readonly<Record<string, string | number>>): Promise<string[]> {
  return ((await list(query))["list"] as { nickname: string }[]).map(({ nickname }) => nickname);
}

describe("giving a role", () => {
  it("adds it to those the user has", async () => {
    expect(await add("Walle1", 1)).toEqual(bareSuccess);
    expect(await add("Walle1", "3")).toEqual(bareSuccess);
    expect((await list({ keyword: "Walle1" }))["list"]).toMatchObject([
      { nickname: "瓦力", roleList: [1, 3], updateTimestamp: String(START) },
    ]);
  });

  it.each([
    ["a user who does not exist", "nobody_wx", 1, 400001],
    ["a role the user has", "zhang_wx01", 1, 400004],
    ["a role that is none", "Walle1", 4, 200002],
    ["no role", "Walle1", undefined, 200002],
    ["no user", "", 1, 200002],
  ])("is refused for %s", async (_what, username, role, code) => {
    expect(await add(username, role)).toEqual(refused(code));
  });

  it("wants a verified name of anchors alone, and hands out a picture to verify with", async () => {
    const refusal = await add("unverified_wx", 2);
    expect(refusal).toEqual(refused(400002));
    expect((await fetch(String(refusal["codeurl"]))).headers.get("content-type")).toBe("image/png");
    expect(await add("unverified_wx", 3)).toEqual(bareSuccess);
  });

  it("has no effect for the super-administrator's", async () => {
    expect(await add("Walle1", 0)).toEqual(bareSuccess);
    expect(await remove("boss_wx01", 0)).toEqual(bareSuccess);
    expect(await names({ role: 0 })).toEqual(["老板"]);
  });

  it("ends at 10 administrators", async () => {
    await account().control("seed", { members: 9 });
    expect(await add("Walle1", 1)).toEqual(bareSuccess);
    expect(await add("walle1", 1)).toEqual(refused(400003));
  });

  it.each([2, 3])("ends at 500 of role %d", async (role) => {
    await account().control("seed", { members: 1010 });
    expect(await list({ role })).toMatchObject({ total: 500 });
    expect(await add("Walle1", role)).toEqual(refused(400003));
  });
});

describe("taking a role", () => {
  it("leaves the others, and removes the member with the last one", async () => {
    expect(await remove("yun_wx01", 1)).toEqual(bareSuccess);
    expect((await list({ keyword: "yun_wx01" }))["list"]).toMatchObject([{ roleList: [3] }]);
    expect(await remove("yun_wx01", 3)).toEqual(bareSuccess);
    expect(await list({ keyword: "yun_wx01" })).toMatchObject({ total: 0, list: [] });
  });

  it("that the user has not is no error", async () => {
    expect(await remove("Walle1", 1)).toEqual(bareSuccess);
  });

  it("is refused for an anchor with a room ahead, and possible once that is over", async () => {
    expect(await remove("lin_wx01", 2)).toEqual(refused(400005));
    await account().control("rooms/2/status", { status: 103 });
    expect(await remove("lin_wx01", 2)).toEqual(bareSuccess);
  });

  it("needs the WeChat id as it is: a masked one is nobody's", async () => {
    expect(await remove("li****01", 2)).toEqual(refused(400001));
  });
});

describe("the list of members", () => {
  it("masks the WeChat id, spells headingimg, and has its time as text", async () => {
    expect(await list({ role: 1, offset: 0, limit: 10, keyword: "张" })).toEqual({
      errcode: 0,
      total: 1,
      list: [
        {
          headingimg: expect.stringMatching(/\/_sandbox\/images\/avatar-zhang_wx01\.png$/) as string,
          nickname: "张经理",
          openid: expect.stringMatching(/^o[-\w]{27}$/) as string,
          roleList: [1],
          updateTimestamp: expect.stringMatching(/^\d{10}$/) as string,
          username: "zh****01",
        },
      ],
    });
  });

  it.each([
    [0, ["老板"]],
    [1, ["张经理", "运营小云"]],
    [3, ["运营小云", "运营小月", "小林"]],
  ])("of role %d", async (role, expected) => {
    expect(await names({ role })).toEqual(expected);
  });

  it("has every role without a filter, with -1, and finds by id and by name", async () => {
    const { total } = await list();
    expect(total).toBe(10);
    expect(await list({ role: -1, keyword: "" })).toMatchObject({ total });
    expect(await names({ keyword: "yun_" })).toEqual(["运营小云", "运营小月"]);
    expect(await names({ keyword: "小" })).toEqual(["运营小云", "运营小月", "小林", "小林二号"]);
  });

  it("has 10 rows unless told, and 30 at most", async () => {
    await account().control("seed", { members: 40 });
    expect(await names({})).toHaveLength(10);
    expect(await names({ limit: 30 })).toHaveLength(30);
    expect(await names({ offset: 30, limit: 30 })).toHaveLength(10);
    expect(await list({ limit: 31 })).toEqual(refused(200002));
    expect(await list({ role: 4 })).toEqual(refused(200002));
  });
});
