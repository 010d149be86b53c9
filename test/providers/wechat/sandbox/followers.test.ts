import { accountForEach, refused, success } from "./account";

const account = accountForEach();
const path = "/wxa/business/get_wxa_followers";
interface Row {
  readonly openid: string;
  readonly subscribe_time: number;
}

async function page(body: object): Promise<{ rows: readonly Row[]; next: unknown }> {
  const answer = await account().post(path, body);
  expect(answer).toMatchObject(success);
  return { rows: answer["followers"] as Row[], next: answer["page_break"] };
}

describe("followers", () => {
  it("come 200 at a time, the latest first, and then the rest", async () => {
    const first = await page({});
    expect(first.rows).toHaveLength(200);
    expect(first.rows[0]).toEqual({
      openid: expect.stringMatching(/^o[-\w]{27}$/) as string,
      subscribe_time: expect.any(Number) as number,
      room_id: 2,
      room_status: 102,
    });
    const second = await page({ page_break: first.next });
    expect(second.rows).toHaveLength(60);
    const times = [...first.rows, ...second.rows].map((row) => row.subscribe_time);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(new Set([...first.rows, ...second.rows].map(({ openid }) => openid)).size).toBe(260);
    expect(await page({ page_break: second.next })).toEqual({ rows: [], next: undefined });
  });

  it("are not lost when two subscribe in one second", async () => {
    for (let time = 1; time <= 5; time += 1) {
      account().sandbox.sendEventsTo({
        url: "http://127.0.0.1:9/",
        token: "t",
        encodingAesKey: "A".repeat(43),
        mode: "plain",
        format: "json",
      });
      await account().control("events", { type: "follow" });
    }
    const seen = new Set<string>();
    let next: unknown = 0;
    do {
      const { rows, next: following } = await page({ limit: 2, page_break: next });
      for (const { openid } of rows) seen.add(openid);
      next = following;
    } while (next !== undefined);
    expect(seen.size).toBe(265);
  });

  it("take 0 for the first page, and text for a number", async () => {
    const first = await page({ limit: 3 });
    expect(await page({ limit: "3", page_break: 0 })).toEqual(first);
    expect(await page({ limit: 3, page_break: String(first.next) })).toEqual(
      await page({ limit: 3, page_break: first.next }),
    );
  });

  it("are 2000 at most", async () => {
    await account().control("seed", { rooms: 3, followers: 2100 });
    expect((await page({ limit: 2000 })).rows).toHaveLength(2000);
    expect(await account().post(path, { limit: 2001 })).toEqual(refused(200002));
    expect(await account().post(path, { limit: 0 })).toEqual(refused(200002));
  });

  it("may be none", async () => {
    await account().control("seed", {});
    expect(await account().post(path, {})).toEqual({ ...success, followers: [] });
  });
});
