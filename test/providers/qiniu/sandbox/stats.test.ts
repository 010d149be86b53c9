import { describeDialects, modern, success, type Outcome, type PerDialect } from "./support/qiniu";

const OK = success(0);
const descriptions = ["Live", "Item", "Comment", "Relay", "Mic", "Like", "Gift"];

describeDialects("figures of a room", (qiniu) => {
  const read = async (liveId: string) => qiniu().as("reader", "GET", `/client/stats/singleLive/${liveId}`);
  const count = (...data: unknown[]) => qiniu().as("reader", "POST", "/client/stats/singleLive", { data });
  const figure = async (type: number) => {
    const { info } = (await read("room")).data as { info: { page_view: number; unique_visitor: number }[] };
    return [info[type - 1]?.page_view, info[type - 1]?.unique_visitor];
  };

  it("are always seven", async () => {
    const answer = await read("1");
    expect(answer.outcome).toEqual(OK[qiniu().dialect]);
    expect(answer.data).toEqual({
      flow: "",
      info: descriptions.map((type_description, index) => ({
        type: index + 1,
        type_description,
        page_view: 0,
        unique_visitor: 0,
      })),
    });
  });

  it("add what is reported, by user and thing", async () => {
    const visit = { live_id: "room", user_id: "a", biz_id: "cup", type: 2, count: 3 };
    const answer = await count(
      visit,
      visit,
      { ...visit, biz_id: "pen" },
      { ...visit, user_id: "A" },
      { ...visit, user_id: "b", count: 0 },
    );
    expect([answer.outcome, answer.text.includes("data")]).toEqual([OK[qiniu().dialect], false]);
    expect(await figure(2)).toEqual([12, 2]);
    await count({ ...visit, count: -5 });
    expect(await figure(2)).toEqual([12, 2]);
    expect(await figure(1)).toEqual([0, 0]);
  });

  it("refuse nothing to report", async () => {
    const expected: PerDialect<Outcome> = {
      ...modern<Outcome>([400, 400, "Empty data"]),
      master: [200, 400, "The arguments you provide is invalid."],
    };
    expect((await count()).outcome).toEqual(expected[qiniu().dialect]);
    expect((await count(null)).status).toBe(500);
  });
});
