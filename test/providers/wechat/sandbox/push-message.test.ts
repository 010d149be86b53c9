import { accountForEach, refused, success, type Answer } from "./account";
import { startReceiver } from "./receiver";

const account = accountForEach();
const push = (room_id: unknown, user_openid: unknown): Promise<Answer> =>
  account().post("/wxa/business/push_message", { room_id, user_openid });

async function followers(limit: number): Promise<string[]> {
  const { followers: rows } = await account().post("/wxa/business/get_wxa_followers", { limit });
  return (rows as { openid: string }[]).map(({ openid }) => openid);
}

describe("telling followers that a room is live", () => {
  it("answers a message id of 19 digits as text, another one each time", async () => {
    const openids = await followers(2);
    const answers = [await push(1, openids), await push(1, openids)];
    for (const answer of answers) {
      expect(answer).toEqual({ ...success, message_id: expect.stringMatching(/^[1-9]\d{18}$/) as string });
    }
    expect(answers[0]?.["message_id"]).not.toBe(answers[1]?.["message_id"]);
  });

  it("is for one room a day", async () => {
    const openids = await followers(1);
    await account().control("rooms/2/status", { status: 101 });
    expect(await push(2, openids)).toMatchObject(success);
    expect(await push(1, openids)).toEqual(refused(9410005));
    expect(await push(2, openids)).toMatchObject(success);
    account().advance(14 * 3600);
    expect(await push(1, openids)).toMatchObject(success);
  });

  it.each([
    ["a room that is not live", 2, ["o"], 9410006],
    ["a room that does not exist", 99, ["o"], 300022],
    ["nobody", 1, [], 200002],
    ["one name instead of a list", 1, "o", 200002],
    ["numbers for names", 1, [1], 200002],
    ["more than 2000", 1, Array.from({ length: 2001 }, () => "o"), 200002],
  ])("refuses %s", async (_what, room, openids, code) => {
    expect(await push(room, openids)).toEqual(refused(code));
  });

  it("takes 2000, and wants room_id spelled so", async () => {
    expect(
      await push(
        1,
        Array.from({ length: 2000 }, () => "o"),
      ),
    ).toMatchObject(success);
    const body = { roomId: 1, user_openid: ["o"] };
    expect(await account().post("/wxa/business/push_message", body)).toEqual(refused(200002));
  });
});

describe("what became of it", () => {
  it("is told a few seconds later, and every receiver counts once", async () => {
    const receiver = await startReceiver();
    account().sandbox.sendEventsTo({
      url: receiver.url,
      token: "sandboxtoken",
      encodingAesKey: "A".repeat(43),
      mode: "plain",
      format: "json",
    });
    const [first = "", second = ""] = await followers(2);
    await push(1, [first]);
    const { message_id } = await push(1, [first, second, "oNOBODY", `o${"x".repeat(27)}`]);
    account().advance(2);
    expect(receiver.received).toHaveLength(0);
    account().advance(1);
    await receiver.waitFor(2);
    const events = receiver.received.map(({ body }) => JSON.parse(body) as Answer);
    expect(events).toContainEqual(
      expect.objectContaining({
        Event: "wxalive_push_message_notify",
        PushMessageApiNotify: {
          message_id,
          room_id: 1,
          total_count: 4,
          success_count: 1,
          openid_error_count: 1,
          relation_error_count: 1,
          user_recv_limit_count: 1,
          internal_error_count: 0,
        },
      }),
    );
    await receiver.close();
  });
});
