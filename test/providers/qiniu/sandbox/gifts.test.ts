import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  describeDialects,
  modern,
  NOW_SECONDS,
  startQiniu,
  success,
  type Outcome,
  type PerDialect,
} from "./support/qiniu";
import { dialects } from "../../../../src/providers/qiniu/sandbox";

const OK = success(200);
const both = (master: Outcome, others: Outcome): PerDialect<Outcome> => ({ ...modern(others), master });

describeDialects("gifts on offer", (qiniu) => {
  const save = (body: unknown) => qiniu().server("POST", "/server/gift/config", body);
  const list = async (type: number | string = -1) => qiniu().server("GET", `/server/gift/config/${type}`);
  const names = async (type?: number) =>
    ((await list(type)).data as { name: string }[]).map((gift) => gift.name).join(" ");

  it("are saved whole and shown whole", async () => {
    const gift = {
      gift_id: 1,
      type: 2,
      name: "玫瑰",
      amount: 5,
      img: "i",
      animation_type: 1,
      animation_img: "a",
      order: 3,
      extends: { a: "1" },
    };
    const answer = await save(gift);
    expect([answer.outcome, answer.text.includes("data")]).toEqual([OK[qiniu().dialect], false]);
    expect((await list()).data).toEqual([gift]);
    await save({ gift_id: 1, name: "火箭" });
    expect((await list()).data).toEqual([
      {
        gift_id: 1,
        type: 0,
        name: "火箭",
        amount: 0,
        img: "",
        animation_type: 0,
        animation_img: "",
        order: 0,
        extends: null,
      },
    ]);
  });

  it("are listed by type, by order, and then the newest first", async () => {
    for (const [gift_id, order, type] of [
      [1, 2, 1],
      [2, 1, 1],
      [3, 1, 2],
    ] as const) {
      await save({ gift_id, name: `g${gift_id}`, order, type });
      qiniu().sandbox.clock.advance(1);
    }
    expect([await names(), await names(1), await names(9)]).toEqual(["g3 g2 g1", "g2 g1", ""]);
    await save({ gift_id: 2, name: "g2", order: 1, type: 1 });
    expect(await names()).toBe("g2 g3 g1");
  });

  it("are deleted by id, unknown ones too, and may come back", async () => {
    await save({ gift_id: 1, name: "g1" });
    for (const id of [1, 1, 99]) {
      expect((await qiniu().server("DELETE", `/server/gift/config/${id}`)).outcome).toEqual(OK[qiniu().dialect]);
    }
    expect((await list()).data).toEqual([]);
    await save({ gift_id: 1, name: "g1" });
    expect(await names()).toBe("g1");
  });

  it.each<[string, unknown, readonly [number, number]]>([
    ["no id", { name: "g" }, [400, 400]],
    ["no name", { gift_id: 1 }, [400, 400]],
    ["a list, as the documents have it", [{ gift_id: 1, name: "g" }], [400, 400]],
    ["a name too long", { gift_id: 1, name: "长".repeat(65) }, [500, 500]],
    ["a picture too long", { gift_id: 1, name: "g", img: "i".repeat(513) }, [500, 500]],
  ])("are not saved with %s", async (_, body, expected) => {
    expect((await save(body)).outcome.slice(0, 2)).toEqual(expected);
    expect((await list()).data).toEqual([]);
  });

  it("have numbers", async () => {
    expect((await list("all")).outcome).toEqual(
      both([500, 500, "type is not int"], [400, 400, "Bad Request"])[qiniu().dialect],
    );
    const removal = await qiniu().server("DELETE", "/server/gift/config/all");
    expect(removal.outcome).toEqual(both([500, 500, "gift_id is not int"], [400, 400, "Bad Request"])[qiniu().dialect]);
  });

  it("are shown to users, none of them differently by server", async () => {
    const shown = async () => (await qiniu().as("viewer", "GET", "/client/gift/config/-1")).data;
    expect(await shown()).toEqual({ ...modern(null), master: [] }[qiniu().dialect]);
    await save({ gift_id: 1, name: "g" });
    expect(await shown()).toMatchObject([{ gift_id: 1 }]);
  });
});

describeDialects("gifts sent", (qiniu) => {
  const send = (liveId: string, amount = 5) =>
    qiniu().as("viewer", "POST", "/client/gift/send", { live_id: liveId, gift_id: 1, amount });

  it("are paid by the simulator's own payer, listed and counted", async () => {
    const liveId = await qiniu().room();
    const answer = await send(liveId);
    const sent = {
      biz_id: expect.stringMatching(/^\d{19}$/) as string,
      user_id: "viewer",
      live_id: liveId,
      anchor_id: "user_1",
      gift_id: 1,
      amount: 5,
      status: 1,
    };
    expect([answer.outcome, answer.data]).toEqual([success(0)[qiniu().dialect], sent]);
    const row = { ...sent, id: 1, created_at: NOW_SECONDS, updated_at: NOW_SECONDS };
    const page = { total_count: 1, page_total: 1, end_page: true, list: [row] };
    for (const path of [`live/${liveId}`, "anchor/USER_1", "user/viewer"]) {
      const listed = await qiniu().server("GET", `/server/gift/list/${path}`);
      expect([listed.outcome, listed.data]).toEqual([OK[qiniu().dialect], page]);
    }
    expect((await qiniu().as("viewer", "GET", "/client/gift/list/user")).data).toEqual(page);
    expect((await qiniu().as("user_1", "GET", "/client/gift/list/anchor")).data).toEqual(page);
    expect((await qiniu().as("viewer", "GET", `/client/gift/list/live/${liveId}`)).data).toEqual(page);
    const { data } = await qiniu().as("viewer", "GET", `/client/stats/singleLive/${liveId}`);
    expect((data as { info: unknown[] }).info[6]).toMatchObject({ type: 7, page_view: 5, unique_visitor: 1 });
  });

  it("are listed by any page, sensible or not", async () => {
    const liveId = await qiniu().room();
    for (const amount of [1, 2, 3]) await send(liveId, amount);
    const list = (query: string) => qiniu().server("GET", `/server/gift/list/live/${liveId}?${query}`);
    const amounts = async (query: string) =>
      ((await list(query)).data as { list: { amount: number }[] }).list.map((gift) => gift.amount);
    expect(await amounts("page_size=2&page_num=2")).toEqual([3]);
    expect(await amounts("page_num=-4&page_size=2")).toEqual([1, 2]);
    expect(await amounts("page_size=-1")).toEqual([1, 2, 3]);
    expect((await list("page_size=0")).text).toContain('"page_total":-9223372036854775808,');
    for (const name of ["page_num", "page_size"]) {
      expect((await list(`${name}=x`)).outcome).toEqual(
        both([500, 500, `${name} is not int`], [400, 400, "Bad Request"])[qiniu().dialect],
      );
    }
  });

  it("are not sent to no room", async () => {
    const answer = await send("1");
    const expected = both([200, 200002, "PayGift Failure: Internal error"], [200, 20002, "PayGift Failure"]);
    expect([answer.outcome, answer.data]).toEqual([
      expected[qiniu().dialect],
      { ...modern(undefined), master: null }[qiniu().dialect],
    ]);
  });

  it("can be tried against a payer of the server's own", async () => {
    expect((await qiniu().open("POST", "/manager/gift/test", { amount: 1 })).outcome).toEqual(
      success(0)[qiniu().dialect],
    );
  });
});

describe.each(dialects)("a payer of the deployment (%s)", (dialect) => {
  it.each<[string, number, string, PerDialect<Outcome>, number]>([
    ["that is paid", 200, '{"code":0,"data":{"status":2}}', success(0), 1],
    [
      "that refuses",
      200,
      '{"code":400001,"message":"余额不足"}',
      { ...modern<Outcome>([200, 400001, "余额不足"]), master: [200, 400001, "余额不足"] },
      2,
    ],
    [
      "that refuses without a word",
      200,
      '{"code":1}',
      { ...modern<Outcome>([200, 1, "PayGift Failure"]), master: [200, 1, "PayGift Failure"] },
      2,
    ],
    [
      "that is broken",
      500,
      "{}",
      both([200, 200003, "PayGift Failure: Request Biz Server Error"], [200, 20002, "PayGift Failure"]),
      2,
    ],
    [
      "that says nothing sensible",
      200,
      "<html>",
      both([200, 200003, "PayGift Failure: Request Biz Server Error"], [200, 20002, "PayGift Failure"]),
      2,
    ],
  ])("%s", async (_, status, reply, expected, giftStatus) => {
    const asked: unknown[] = [];
    const payer = createServer((request, response) => {
      request.on("data", (chunk: Buffer) => asked.push(JSON.parse(chunk.toString())));
      request.on("end", () => response.writeHead(status).end(reply));
    });
    await new Promise<void>((resolve) => payer.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(payer.address() as AddressInfo).port}/pay`;
    const qiniu = await startQiniu(dialect, { payment: { url } });
    try {
      const liveId = await qiniu.room();
      const { outcome } = await qiniu.as("viewer", "POST", "/client/gift/send", {
        live_id: liveId,
        gift_id: 3,
        amount: 9,
      });
      expect(outcome).toEqual(expected[dialect]);
      expect(asked).toEqual([
        {
          biz_id: expect.any(String) as string,
          user_id: "viewer",
          live_id: liveId,
          anchor_id: "user_1",
          gift_id: 3,
          amount: 9,
        },
      ]);
      const { data } = await qiniu.server("GET", `/server/gift/list/live/${liveId}`);
      expect(data).toMatchObject({ list: [{ status: giftStatus }] });
    } finally {
      await qiniu.sandbox.close();
      payer.closeAllConnections();
      await new Promise((resolve) => payer.close(resolve));
    }
  });
});
