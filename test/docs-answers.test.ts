import { readFileSync } from "node:fs";
import { join } from "node:path";
import { useBench } from "./support/bench";
import { codeBlocks } from "./support/markdown";

/* The answers that the documents print, held against those that come. */

const bench = useBench();

function shownIn(path: string): { operations: readonly string[]; json: readonly unknown[] } {
  const blocks = codeBlocks(readFileSync(join(__dirname, "..", path), "utf8"));
  return {
    operations: blocks.filter(({ language }) => language === "graphql").map(({ code }) => code),
    json: blocks.filter(({ language }) => language === "json").map(({ code }) => JSON.parse(code) as unknown),
  };
}

describe("README.md", () => {
  const {
    operations: [liveNow = "", , createRoom = ""],
    json: [live, qiniuRoom, wechatRoom, refusal],
  } = shownIn("README.md");

  test("shows who is live, leaving the other rooms out", async () => {
    const { data } = await bench.run<{ liveRooms: { nodes: unknown[] } }, never>(liveNow);
    const { liveRooms } = data as { liveRooms: { nodes: unknown[] } };
    expect(liveRooms.nodes).toHaveLength(2);
    expect({ data: { liveRooms: { ...liveRooms, nodes: liveRooms.nodes.slice(0, 1) } } }).toEqual(live);
  });

  test("creates the room it says it creates", async () => {
    expect(await bench.run(createRoom, qiniuRoom)).toMatchObject({
      data: { createLiveRoom: { liveRoom: { status: "SCHEDULED" }, userErrors: [] } },
    });
  });

  test("shows how a room is refused, in both languages and without a call", async () => {
    expect(await bench.run(createRoom, wechatRoom)).toEqual(refusal);
    const chinese = await bench.run(createRoom, wechatRoom, { "accept-language": "zh-CN" });
    expect(JSON.stringify(chinese)).toContain("startsAt 须至少在 11 分钟之后。");
    expect(bench.upstream(bench.wechat)).toEqual([]);
  });
});

describe("docs/errors.md", () => {
  const {
    operations: [endRoom = "", oneRoom = ""],
    json: [refusal, fault],
  } = shownIn("docs/errors.md");

  test("shows a refusal", async () => {
    expect(await bench.run(endRoom)).toEqual(refusal);
  });

  test("shows a fault", async () => {
    const requestId = /"requestId":"([^"]+)"/.exec(JSON.stringify(fault))?.[1] ?? "";
    expect(await bench.run(oneRoom, undefined, { "x-request-id": requestId })).toEqual(fault);
  });
});
