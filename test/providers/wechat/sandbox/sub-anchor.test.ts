import { accountForEach, refused, success } from "./account";

const account = accountForEach();
const path = (name: string) => `/wxaapi/broadcast/room/${name}subanchor`;
const add = (roomId: number, username: string) => account().post(path("add"), { roomId, username });
const modify = (roomId: number, username: string) => account().post(path("modify"), { roomId, username });
const remove = (roomId: number) => account().post(path("delete"), { roomId });
const get = (roomId: number) => account().get(path("get"), { roomId });

describe("the sub-anchor", () => {
  it("is set, replaced, read and removed", async () => {
    expect(await get(3)).toEqual({ errcode: 0 });
    expect(await add(3, "WalleAI")).toEqual(success);
    expect(await get(3)).toEqual({ errcode: 0, username: "WalleAI" });
    expect(await modify(3, "walle1")).toEqual(success);
    expect(await get(3)).toEqual({ errcode: 0, username: "walle1" });
    expect(await remove(3)).toEqual(success);
    expect(await get(3)).toEqual({ errcode: 0 });
    expect(await remove(3)).toEqual(success);
  });

  it.each([
    ["unknown", "nobody_wx", 500001],
    ["not verified", "unverified_wx", 500002],
    ["the anchor", "ange_wx", 500005],
  ])("may not be %s", async (_what, username, code) => {
    expect(await add(3, username)).toEqual(refused(code));
    await add(3, "walle2");
    expect(await modify(3, username)).toEqual(refused(code));
    expect(await get(3)).toEqual({ errcode: 0, username: "walle2" });
  });

  it("is one at most, and not the same again", async () => {
    expect(await add(1, "mei_wx01")).toEqual(refused(500004));
    expect(await add(1, "WalleAI")).toEqual(refused(500003));
    expect(await modify(1, "mei_wx01")).toEqual(refused(500004));
    expect(await get(1)).toEqual({ errcode: 0, username: "mei_wx01" });
  });

  it("cannot be replaced where there is none", async () => {
    expect(await modify(3, "walle1")).toEqual(refused(500001));
  });

  it("belongs to a room", async () => {
    for (const answer of [add(99, "walle1"), modify(99, "walle1"), remove(99), get(99)]) {
      expect(await answer).toEqual(refused(300022));
    }
    expect(await account().post(path("add"), { roomId: 3 })).toEqual(refused(200002));
  });
});
