import fc from "fast-check";
import { useBench } from "../support/bench";
import { minutes } from "../support/clock";

/*
 * The same promise through the front door, with the real adapters in front of the simulators: a write that is repeated
 * with its key until it is answered is done once, whatever happens to the answers.
 */

const bench = useBench();
const MEDIA = "xisnqd5vEly5mjX9r3VjW1XGinnZjyEHcv0czEKYw8SBff7lixnbCIrE0QkgStj4";
const GOODS_MEDIA = "PZjGoGn7b27AahidBpD-UwJ9823ayNlJ2qliDcU9uQMFSpYkRLxmx_RK0F-iBKj5";
const schedule = { startsAt: minutes(24 * 60), endsAt: minutes(24 * 60 + 90) };

const writes = [
  {
    what: "a WeChat room",
    sandbox: () => bench.wechat,
    path: "/wxaapi/broadcast/room/create",
    lookPath: "/wxa/business/getliveinfo",
    document: `mutation ($input: CreateLiveRoomInput!) { done: createLiveRoom(input: $input) { made: liveRoom { id } userErrors { code } } }`,
    input: {
      account: "account:wechat",
      title: "直播测试3",
      ...schedule,
      cover: { mediaId: MEDIA },
      anchor: { name: "Ange", wechatId: "WalleAI" },
      wechat: { shareImage: { mediaId: MEDIA }, feedImage: { mediaId: MEDIA } },
    },
    count: `{ found: liveRooms(filter: { accounts: ["account:wechat"] }) { totalCount } }`,
  },
  {
    what: "a Qiniu room",
    sandbox: () => bench.qiniu,
    path: "/server/live",
    lookPath: "/client/*",
    document: `mutation ($input: CreateLiveRoomInput!) { done: createLiveRoom(input: $input) { made: liveRoom { id } userErrors { code } } }`,
    input: { account: "account:qiniu", title: "新品直播", ...schedule, anchor: { userId: "user_1" } },
    count: `{ found: liveRooms(filter: { accounts: ["account:qiniu"] }) { totalCount } }`,
  },
  {
    what: "WeChat goods",
    sandbox: () => bench.wechat,
    path: "/wxaapi/broadcast/goods/add",
    lookPath: "/wxaapi/broadcast/goods/getapproved",
    document: `mutation ($input: CreateGoodsInput!) { done: createGoods(input: $input) { made: goods { id } userErrors { code } } }`,
    input: {
      account: "account:wechat",
      name: "茶杯",
      cover: { mediaId: GOODS_MEDIA },
      price: { fixed: { amount: "9.90" } },
      link: "pages/index/index",
    },
    count: `{ found: goodsLibrary(account: "account:wechat") { totalCount } }`,
  },
];

const kinds = fc.constantFrom(
  { kind: "commit-then-reset" },
  { kind: "reset-mid-body" },
  { kind: "reset" },
  { kind: "html" },
  { kind: "malformed" },
  { kind: "status", value: 502 },
  { kind: "errcode", value: -1 },
);

interface Done {
  readonly done: { readonly made: { readonly id: string } | null; readonly userErrors: readonly unknown[] } | null;
}

test.each(writes)(
  "$what",
  async ({ sandbox, path, lookPath, document, input, count }) => {
    const total = async () => {
      bench.clock.advance(60);
      return (await bench.run<{ found: { totalCount: number } }, never>(count)).data?.found.totalCount ?? NaN;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(kinds, { minLength: 1, maxLength: 3 }), fc.nat({ max: 2 }), async (faults, blind) => {
        const before = await total();
        const idempotencyKey = crypto.randomUUID();
        const send = () => bench.run<Done, object>(document, { input: { ...input, idempotencyKey } });
        const ids: string[] = [];
        for (let round = 0; ids.length === 0 && round < 9; round += 1) {
          const fault = faults[round];
          if (fault) sandbox().fault({ path, ...fault, times: 1 });
          if (fault && round < blind) sandbox().fault({ path: lookPath, kind: "reset", times: 20 });
          const answers = await Promise.all([send(), send()]);
          sandbox().clearFaults();
          for (const { data, errors } of answers) {
            expect(data?.done?.userErrors ?? []).toEqual([]);
            if (data?.done?.made) ids.push(data.done.made.id);
            else expect(mayBeSaid).toContain(errors?.[0]?.extensions["code"]);
          }
          bench.clock.advance(16);
        }
        sandbox().clearCalls();
        const again = (await send()).data?.done?.made?.id;
        expect(
          sandbox()
            .calls()
            .map((call) => call.path),
        ).not.toContain(path);
        expect(new Set([...ids, again]).size).toBe(1);
        expect(await total()).toBe(before + 1);
      }),
      { numRuns: 20 },
    );
  },
  120_000,
);

const mayBeSaid = ["UNKNOWN_OUTCOME", "IDEMPOTENCY_IN_PROGRESS"];
