import type { Call, Found } from "../../src/domain/call";
import type { Room } from "../../src/domain/room";
import type { AccessSettings } from "../../src/access-settings";
import { createApiKey } from "../../src/http/api-keys";
import type { Answer } from "../support/bench";
import { useFakeApp, type FakeApp } from "../support/fake-app";
import { createFakeProvider, fakeRoom, outage } from "../support/fake-provider";
import { until } from "../support/until";

/*
 * Who asks the same in the same words while an answer is being found out, is given that one. This provider, unlike the
 * real ones, is asked once for each run of a query, which shows who ran one.
 */

interface Asked {
  readonly call: Call;
  answer(found: Found<Room>): void;
}

const asked: Asked[] = [];
let isDeaf = false;
const provider = createFakeProvider({
  ports: {
    roomRead: {
      getRooms: ([nativeId], call) =>
        new Promise((resolve, reject) => {
          if (nativeId !== "7") return resolve([null]);
          call.signal.addEventListener("abort", () => isDeaf || reject(new Error("nobody waits any more")));
          asked.push({ call, answer: (found) => resolve([found]) });
        }),
    },
  },
});
const [ours, theirs] = [createApiKey(), createApiKey()];
const access: AccessSettings = {
  authentication: "jwt",
  jwtSecrets: [],
  jwksUrl: null,
  jwtIssuer: null,
  jwtAudience: null,
  apiKeys: [
    { name: "ours", sha256: ours.sha256, role: "OPERATOR", accounts: null },
    { name: "theirs", sha256: theirs.sha256, role: "VIEWER", accounts: [] },
  ],
};
const fake = useFakeApp([provider], { access });
const hasty = useFakeApp([provider], { access, limits: { queryTimeoutSeconds: 1 } });

type Told = Answer<{ readonly liveRoom: { readonly title: string } | null }>;
type Headers = Readonly<Record<string, string>>;

const query = "query Room($id: ID!) { liveRoom(id: $id) { title } }";
async function ask({ app }: FakeApp, id: string, headers: Headers = {}, signal?: AbortSignal): Promise<Told> {
  const response = await fetch(`${app.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${ours.key}`, ...headers },
    body: JSON.stringify({ query, variables: { id: `room:shop:${id}` } }),
    signal: signal ?? null,
  });
  return (await response.json()) as Told;
}

const looked = new Map<FakeApp, jest.SpyInstance>();

/** Asks, and goes on when the request has been looked at. */
async function begin(headers?: Headers, signal?: AbortSignal, at = fake): Promise<{ readonly told: Promise<Told> }> {
  const count = () => looked.get(at)?.mock.calls.length ?? 0;
  const before = count();
  const told = ask(at, "7", headers, signal);
  await until(() => count() > before);
  return { told };
}

const titled = (title: string) => fakeRoom("shop", "7", null, { title });
const answerOf = (title: string): Told => ({ data: { liveRoom: { title } } });
const firstAsked = () => asked[0] as Asked;

beforeEach(async () => {
  for (const at of [fake, hasty]) {
    // The document is known from here on.
    await ask(at, "0");
    looked.set(at, jest.spyOn(at.app.gateway, "session"));
  }
  isDeaf = false;
  asked.length = 0;
});
afterEach(() => looked.forEach((spy) => spy.mockRestore()));

test("all are given the answer that the first one's question found out", async () => {
  const begun = [await begin(), await begin({ "x-request-id": "another-request" }), await begin()];
  expect(asked).toHaveLength(1);
  firstAsked().answer(titled("Spring"));
  for (const { told } of begun) expect(await told).toEqual(answerOf("Spring"));
  expect(asked).toHaveLength(1);
});

test("an answer that was begun before a change is not for who asks after it", async () => {
  const before = await begin();
  fake.app.gateway.changes.note();
  const after = await begin();
  expect(asked).toHaveLength(2);
  firstAsked().answer(titled("Spring"));
  asked[1]?.answer(titled("Summer"));
  expect(await before.told).toEqual(answerOf("Spring"));
  expect(await after.told).toEqual(answerOf("Summer"));
});

test("an answer is not for another caller, who may see less", async () => {
  const { told } = await begin();
  expect(await ask(fake, "7", { authorization: `Bearer ${theirs.key}` })).toEqual({ data: { liveRoom: null } });
  firstAsked().answer(titled("Spring"));
  expect(await told).toEqual(answerOf("Spring"));
});

test("an answer may name what is not there in words of its language", async () => {
  const english = await begin();
  const chinese = await begin({ "accept-language": "zh" });
  expect(asked).toHaveLength(2);
  for (const each of asked) each.answer(titled("Spring"));
  expect([await english.told, await chinese.told]).toEqual([answerOf("Spring"), answerOf("Spring")]);
});

test("when the first one goes away, what was begun for them goes on for the others", async () => {
  const caller = new AbortController();
  const first = await begin({}, caller.signal);
  const second = await begin();
  caller.abort();
  await expect(first.told).rejects.toThrow("aborted");
  // The server has seen the connection end when it has answered some who came later.
  for (let times = 0; times < 5; times += 1) await ask(fake, "0");
  expect(firstAsked().call.signal.aborted).toBe(false);
  firstAsked().answer(titled("Spring"));
  expect(await second.told).toEqual(answerOf("Spring"));
  expect(asked).toHaveLength(1);
});

test("when the only one goes away, what was begun for them ends", async () => {
  const caller = new AbortController();
  const only = await begin({}, caller.signal);
  caller.abort();
  await expect(only.told).rejects.toThrow("aborted");
  await until(() => firstAsked().call.signal.aborted);
});

test("a failure is everybody's own, with the id of their request", async () => {
  const first = await begin({ "x-request-id": "the-first-request" });
  const second = await begin({ "x-request-id": "the-second-request" });
  firstAsked().answer(outage);
  await until(() => asked.length === 2);
  asked[1]?.answer(outage);
  const codes = async ({ told }: { readonly told: Promise<Told> }) =>
    (await told).errors?.map(({ extensions: { code, requestId } }) => ({ code, requestId }));
  expect(await codes(first)).toEqual([{ code: "PROVIDER_UNAVAILABLE", requestId: "the-first-request" }]);
  expect(await codes(second)).toEqual([{ code: "PROVIDER_UNAVAILABLE", requestId: "the-second-request" }]);
});

test("who waits for an answer that does not come is told so in their own time", async () => {
  isDeaf = true;
  const begun = [await begin({}, undefined, hasty), await begin({}, undefined, hasty)];
  expect(asked).toHaveLength(1);
  for (const { told } of begun) expect((await told).errors?.[0]?.extensions["code"]).toBe("PROVIDER_TIMEOUT");
});

test("every write is a change, whatever came of it", async () => {
  const { changes } = fake.app.gateway;
  const before = changes.count;
  const headers = { authorization: `Bearer ${ours.key}` };
  const written = await fake.run('mutation { endLiveRoom(input: { id: "room:shop:7" }) { userErrors { code } } }', {
    headers,
  });
  expect(written.data).toEqual({ endLiveRoom: { userErrors: [{ code: "UNSUPPORTED" }] } });
  expect(changes.count).toBeGreaterThan(before);
});
