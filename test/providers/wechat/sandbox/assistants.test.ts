import { accountForEach, bareSuccess, refused, START } from "./account";

const account = accountForEach();
const path = (name: string) => `/wxaapi/broadcast/room/${name}`;
const add = (roomId: number, ...users: object[]) => account().post(path("addassistant"), { roomId, users });
const list = (roomId: number) => account().get(path("getassistantlist"), { roomId });
const walle1 = { username: "walle1", nickname: "robot1" };
const walle2 = { username: "walle2", nickname: "root2" };

async function names(roomId: number): Promise<string[]> {
  return ((await list(roomId))["list"] as { alias: string; nickname: string }[]).map(
    ({ alias, nickname }) => `${alias}/${nickname}`,
  );
}

describe("assistants", () => {
  it("are added, several at once, and listed", async () => {
    expect(await add(4, walle1, walle2)).toEqual(bareSuccess);
    expect(await list(4)).toEqual({
      errcode: 0,
      count: 3,
      maxCount: 10,
      list: [
        expect.objectContaining({ alias: "helper_c", nickname: "客服C" }) as object,
        {
          timestamp: START,
          headimg: expect.stringMatching(/\/_sandbox\/images\/avatar-walle1\.png$/) as string,
          nickname: "robot1",
          alias: "walle1",
          openid: expect.stringMatching(/^o[-\w]{27}$/) as string,
        },
        expect.objectContaining({ alias: "walle2", nickname: "root2" }) as object,
      ],
    });
  });

  it("are renamed, which changes their time", async () => {
    await add(4, walle1);
    account().advance(60);
    const body = { roomId: 4, username: "walle1", nickname: "robot3" };
    expect(await account().post(path("modifyassistant"), body)).toEqual(bareSuccess);
    expect((await list(4))["list"]).toContainEqual(
      expect.objectContaining({ alias: "walle1", nickname: "robot3", timestamp: START + 60 }),
    );
  });

  it("are removed", async () => {
    await add(4, walle1, walle2);
    const body = { roomId: 4, username: "walle1" };
    expect(await account().post(path("removeassistant"), body)).toEqual(bareSuccess);
    expect(await names(4)).toEqual(["helper_c/客服C", "walle2/root2"]);
    expect(await account().post(path("removeassistant"), body)).toEqual(refused(600002));
  });

  it("are added all or none", async () => {
    expect(await add(4, walle1, { username: "nobody_wx", nickname: "x" })).toEqual(refused(600002));
    expect(await add(4, walle1, walle1)).toEqual(refused(600001));
    expect(await add(4, walle1, { username: "helper_c", nickname: "again" })).toEqual(refused(600001));
    expect(await names(4)).toEqual(["helper_c/客服C"]);
  });

  it("are ten at most", async () => {
    const people = Array.from({ length: 9 }, (_, index) => ({ username: `extra_${index}`, nickname: `${index}号` }));
    for (const { username } of people) await account().control("people", { wechatId: username, nickname: username });
    expect(await add(4, ...people)).toEqual(bareSuccess);
    expect(await list(4)).toMatchObject({ count: 10, maxCount: 10 });
    expect(await add(4, walle1)).toEqual(refused(200002));
  });

  it.each([
    ["nobody", { roomId: 4, users: [] }, 200002],
    ["no list", { roomId: 4, users: walle1 }, 200002],
    ["no nickname", { roomId: 4, users: [{ username: "walle1" }] }, 200002],
    ["a name alone", { roomId: 4, users: ["walle1"] }, 200002],
    ["no room", { users: [walle1] }, 200002],
    ["an unknown room", { roomId: 99, users: [walle1] }, 300022],
  ])("are not added with %s", async (_what, body, code) => {
    expect(await account().post(path("addassistant"), body)).toEqual(refused(code));
  });

  it("who are none cannot be renamed", async () => {
    const body = { roomId: 4, username: "walle1", nickname: "robot3" };
    expect(await account().post(path("modifyassistant"), body)).toEqual(refused(600002));
  });

  it("of an unknown room are not listed", async () => {
    expect(await list(99)).toEqual(refused(300022));
  });
});
