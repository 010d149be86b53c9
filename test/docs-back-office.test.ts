import { readFileSync } from "node:fs";
import { join } from "node:path";
import { minutes } from "./support/clock";
import { useBench } from "./support/bench";
import { codeBlocks, type CodeBlock } from "./support/markdown";

/* The evenings that docs/back-office.md walks through, walked. */

const bench = useBench();
const text = readFileSync(join(__dirname, "..", "docs", "back-office.md"), "utf8");
const [, wechatPart = "", qiniuPart = ""] = text.split(/^## (?=WeChat:|Qiniu:|When an answer)/m);

/** A planned evening, in the time of the test. */
function inTime(json: string): string {
  return json
    .replace(/"startsAt": "[^"]+"/, `"startsAt": "${minutes(60)}"`)
    .replace(/"endsAt": "[^"]+"/, `"endsAt": "${minutes(180)}"`);
}

interface Payload {
  readonly userErrors?: readonly { readonly code: string }[];
  readonly liveRoom?: { readonly id?: string } | null;
}
type Data = Readonly<Record<string, Payload>>;

async function run({ code }: CodeBlock, next: CodeBlock | undefined, room: string): Promise<Data> {
  const variables = next?.language === "json" ? inTime(next.code).replace("<the room's id>", room) : "{}";
  const { data, errors } = await bench.run<Data, unknown>(code, JSON.parse(variables));
  expect(errors).toBeUndefined();
  return data ?? {};
}

async function steer(code: string): Promise<void> {
  for (const [, path = "", body = ""] of code.matchAll(/^curl -X POST http:\/\/127\.0\.0\.1:4101(\S+) -d '(.+)'$/gm)) {
    const response = await fetch(bench.wechat.url + path, { method: "POST", body });
    expect(response.status).toBe(200);
    // As long as it takes until the list of rooms is looked at again.
    bench.clock.advance(10);
  }
}

test("the tea evening goes as it is told", async () => {
  const blocks = codeBlocks(wechatPart);
  const answers: Data[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.language === "sh") await steer(block.code);
    if (block.language === "graphql") answers.push(await run(block, blocks[index + 1], ""));
  }
  for (const payload of answers.flatMap((data) => Object.values(data))) expect(payload.userErrors ?? []).toEqual([]);
  expect(answers).toMatchObject([
    { createGoods: { goods: { id: "goods:wechat:15", review: { status: "PENDING" } } } },
    { goods: { review: { status: "APPROVED" } } },
    { createLiveRoom: { liveRoom: { id: "room:wechat:13", status: "SCHEDULED" } } },
    { addGoodsToLiveRoom: { liveRoom: { goods: { edges: [{}, {}] } } }, addAssistants: {} },
    { liveRoom: { shareCode: {} } },
    { notifyFollowers: { notification: {} } },
    { sortGoodsInLiveRoom: {}, pushGoodsInLiveRoom: {}, updateLiveRoomSettings: {} },
    { liveRoom: { status: "ENDED", replays: { nodes: [{}] } } },
  ]);
});

test("the studio evening goes as it is told", async () => {
  const blocks = codeBlocks(qiniuPart);
  const [create, fill, fillVariables, end, endVariables] = blocks as [
    CodeBlock,
    CodeBlock,
    CodeBlock,
    CodeBlock,
    CodeBlock,
  ];
  const created = await run(create, undefined, "");
  expect(created).toMatchObject({ createLiveRoom: { liveRoom: { ingest: {} }, userErrors: [] } });
  const room = created["createLiveRoom"]?.liveRoom?.id ?? "";
  expect(await run(fill, fillVariables, room)).toMatchObject({
    addGoodsToLiveRoom: { liveRoom: { goods: { edges: [{}, {}] } }, userErrors: [] },
  });
  expect(await run(end, endVariables, room)).toMatchObject({
    endLiveRoom: { userErrors: [{ code: "INVALID_STATE" }] },
  });
});
