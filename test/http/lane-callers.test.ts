import { useBench } from "../support/bench";
import { NOW } from "../support/clock";
import { signToken } from "../support/tokens";

/*
 * What was written for one caller is found again by the next: here is who finds it, and for how long.
 */

const SECRET = "a shared secret that nobody could guess";
const bench = useBench({ environment: { ZHIBO_AUTH: "jwt", JWT_SECRET: SECRET } });

const exp = Math.floor(NOW / 1000) + 86_400;
const operator = signToken(SECRET, { sub: "ange", role: "operator", exp });
const viewer = signToken(SECRET, { sub: "visitor", exp });
const elsewhere = signToken(SECRET, { sub: "other", role: "operator", accounts: ["qiniu"], exp });

const ROOMS = `{ liveRooms(first: 2, filter: { providers: [WECHAT] }) { nodes {
  id fetchedAt stale account { name } assistants { nickname alias openId }
} } }`;
const ASSISTANTS = "/wxaapi/broadcast/room/getassistantlist";

const asked = () => bench.upstream(bench.wechat).filter(({ path }) => path === ASSISTANTS).length;
const ask = (token: string) =>
  bench.run<{ liveRooms: { nodes: readonly object[] } }, never>(ROOMS, undefined, { authorization: `Bearer ${token}` });

test("an operator's page is found by operators of the account, and by nobody else", async () => {
  const first = await ask(operator);
  expect(first.data?.liveRooms.nodes).toHaveLength(2);
  expect(asked()).toBe(2);
  for (let time = 0; time < 3; time += 1) {
    expect(await ask(operator)).toEqual(first);
    const { data, errors } = await ask(viewer);
    expect({ data, codes: errors?.map(({ extensions }) => extensions["code"]) }).toMatchObject({
      data: null,
      codes: ["FORBIDDEN"],
    });
    expect(await ask(elsewhere)).toEqual({ data: { liveRooms: { nodes: [] } } });
  }
  expect(asked()).toBe(0);
});

test("assistants are asked for again when they are no longer fresh", async () => {
  const first = await ask(operator);
  await ask(operator);
  asked();
  bench.clock.advance(60);
  const later = await ask(operator);
  expect(later).not.toEqual(first);
  expect(asked()).toBe(2);
});

test("what was written is seen at once", async () => {
  for (let time = 0; time < 3; time += 1) await ask(operator);
  const id = "room:wechat:4";
  const named = `{ liveRoom(id: "${id}") { assistants { nickname } } }`;
  const headers = { authorization: `Bearer ${operator}` };
  const namesIn = async () => {
    const { data } = await bench.run<{ liveRoom: { assistants: { nickname: string }[] } }, never>(
      named,
      undefined,
      headers,
    );
    return data?.liveRoom.assistants.map(({ nickname }) => nickname);
  };
  for (let time = 0; time < 3; time += 1) expect(await namesIn()).not.toContain("小红");
  const { errors } = await bench.run(
    `mutation { addAssistants(input: { liveRoom: "${id}", assistants: [{ wechatId: "walle1", nickname: "小红" }] }) { userErrors { message } } }`,
    undefined,
    headers,
  );
  expect(errors).toBeUndefined();
  for (let time = 0; time < 3; time += 1) expect(await namesIn()).toContain("小红");
});
