import { accountForEach, refused, success } from "./account";

const account = accountForEach();
const change = (path: string, body: object) => account().post(`/wxaapi/broadcast/room/${path}`, body);

describe("a switch of a room", () => {
  it.each([
    ["updatefeedpublic", "isFeedsPublic", 0],
    ["updatereplay", "closeReplay", 0],
    ["updatekf", "closeKf", 0],
    ["updatecomment", "banComment", 1],
  ])("%s sets %s", async (path, flag, value) => {
    expect(await change(path, { roomId: 2, [flag]: value })).toEqual(success);
    expect(await account().control("rooms/2")).toMatchObject({ [flag]: value });
    expect(await change(path, { roomId: 2, [flag]: 1 - value })).toEqual(success);
    expect(await account().control("rooms/2")).toMatchObject({ [flag]: 1 - value });
    expect(await change(path, { roomId: 99, [flag]: value })).toEqual(refused(300022));
    expect(await change(path, { roomId: 2 })).toEqual(refused(200002));
    expect(await change(path, { [flag]: value })).toEqual(refused(200002));
  });

  it("updatecomment takes the room as `id` too, as WeChat's table has it; the others do not", async () => {
    expect(await change("updatecomment", { id: 2, banComment: 1 })).toEqual(success);
    expect(await account().control("rooms/2")).toMatchObject({ banComment: 1 });
    expect(await change("updatekf", { id: 2, closeKf: 1 })).toEqual(refused(200002));
  });

  it("updatekf cannot open what is not configured", async () => {
    await account().control("account", { switch: "customer-service-off" });
    expect(await change("updatekf", { roomId: 2, closeKf: 0 })).toEqual(refused(300038));
    expect(await change("updatekf", { roomId: 2, closeKf: 1 })).toEqual(success);
  });
});
