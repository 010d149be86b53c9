import { createSchema } from "../../src/graphql/schema";
import { useBench } from "../support/bench";
import { control } from "../support/control";
import { look } from "../support/look";
import { subscriptionDocuments, type FieldDocument, type SampleIds } from "../support/sample-documents";
import { signToken } from "../support/tokens";
import { watchBySocket, watchByStream, type Told } from "../support/watcher";
import { follow, writePush } from "../support/wechat-push";

/* Who may watch what: every field that a subscription can reach, as it is in authorisation.test.ts for the others. */

const SECRET = "a shared secret that nobody could guess";
const bench = useBench({
  environment: {
    ZHIBO_AUTH: "jwt",
    JWT_SECRET: SECRET,
    WECHAT_PUSH_TOKEN: "sandboxtoken",
    WECHAT_ENCODING_AES_KEY: "A".repeat(43),
  },
});
const bearer = (claims: object) =>
  `Bearer ${signToken(SECRET, { sub: "ange", exp: Math.floor(bench.clock.now() / 1000) + 7200, ...claims })}`;

/** `foreign` may do everything, to an account in which nothing happens. */
const callers = {
  nobody: () => undefined,
  viewer: () => bearer({ role: "viewer", accounts: ["wechat"] }),
  operator: () => bearer({ role: "operator", accounts: ["wechat"] }),
  admin: () => bearer({ role: "admin" }),
  foreign: () => bearer({ role: "admin", accounts: ["qiniu"] }),
};

const schema = createSchema();
const idsOf = (key: string, notification: string): SampleIds => ({
  account: `account:${key}`,
  room: `room:${key}:2`,
  goods: `goods:${key}:1`,
  member: `member:${key}:walle1`,
  notification,
});

/** Something of each kind happens. Answers with from where on to watch, and the push that was made. */
async function happen(): Promise<{ readonly from: string; readonly notification: string }> {
  await control(bench.wechat, "/_sandbox/rooms/2/status", { status: 102 });
  await look(bench);
  const from = `${bench.clock.now()}-0`;
  await control(bench.wechat, "/_sandbox/rooms/2/status", { status: 101 });
  await look(bench);
  const seconds = Math.floor(bench.clock.now() / 1000);
  const { query, body } = writePush(follow("oFAN1", seconds), seconds);
  const pushed = await fetch(`${bench.app.url}/webhooks/wechat/wechat?${query.toString()}`, { method: "POST", body });
  expect(await pushed.text()).toBe("success");
  const { data } = await bench.run<{ notifyFollowers: { notification: { id: string } } }, never>(
    'mutation { notifyFollowers(input: { liveRoom: "room:wechat:2", recipients: { openIds: ["oFAN1"] } }) { notification { id } } }',
    undefined,
    { authorization: callers.operator() },
  );
  return { from, notification: data?.notifyFollowers.notification.id ?? "" };
}

function outcomeOf(told: Told | undefined): string {
  const refusal = told?.errors?.[0]?.extensions?.["code"];
  if (refusal === "UNAUTHENTICATED" || refusal === "FORBIDDEN") return refusal;
  return told === undefined ? "nothing" : told.data === undefined ? String(refusal) : "yes";
}

type Row = Record<string, string>;

async function matrixOf(watch: typeof watchBySocket, deepest: number): Promise<Record<string, Row>> {
  const { from, notification } = await happen();
  const all = subscriptionDocuments(schema, idsOf("wechat", notification));
  const documents = all.filter(({ path }) => path.length <= deepest);
  const waiting: Promise<void>[] = [];
  const rows: Record<string, Row> = {};
  const ask = async ({ name, query }: FieldDocument, who: keyof typeof callers) => {
    const authorization = callers[who]();
    const watcher = await watch(bench.app.url, query, {
      lastEventId: from,
      ...(authorization === undefined ? {} : { authorization }),
    });
    const row = (rows[name] ??= {});
    const heard = watcher.next().then(
      (told) => void (row[who] = outcomeOf(told)),
      () => void (row[who] = "nothing"),
    );
    // Who is told nothing is known to be so when the gateway has closed.
    if (who === "foreign") waiting.push(heard);
    else {
      await heard;
      watcher.stop();
    }
  };
  for (const document of documents) {
    for (const who of Object.keys(callers) as (keyof typeof callers)[]) await ask(document, who);
  }
  await bench.restart();
  await Promise.all(waiting);
  return rows;
}

const print = (rows: Record<string, Row>) =>
  Object.entries(rows)
    .map(([name, row]) => [name, ...Object.keys(callers).map((who) => `${who}: ${row[who]}`)].join("  "))
    .sort()
    .join("\n");

/** Both ways end in the same execution: what lies deep is looked at by one of them. */
test.each([
  ["websocket", watchBySocket, Infinity, 150],
  ["server-sent events", watchByStream, 2, 25],
] as const)(
  "watching over %s is as it was agreed, and descriptions say so",
  async (_way, watch, deepest, least) => {
    const rows = await matrixOf(watch, deepest);
    expect(Object.keys(rows).length).toBeGreaterThan(least);
    expect(print(rows)).toMatchSnapshot();
    for (const { name, description } of subscriptionDocuments(schema, idsOf("wechat", ""))) {
      const row = rows[name];
      if (!row) continue;
      if (description.startsWith("OPERATOR"))
        expect([name, row["nobody"], row["viewer"]]).toEqual([name, "UNAUTHENTICATED", "FORBIDDEN"]);
      expect([name, row["operator"], row["admin"]]).toEqual([name, "yes", "yes"]);
    }
  },
  240_000,
);

test("who asks for what a foreign account has is answered as for one that is not there", async () => {
  const { from, notification } = await happen();
  const ask = (key: string, id: string) => {
    const documents = subscriptionDocuments(schema, idsOf(key, id)).filter(({ name }) => name.endsWith(")"));
    const options = { authorization: callers.foreign(), lastEventId: from };
    return Promise.all(documents.map(({ query }) => watchByStream(bench.app.url, query, options)));
  };
  const watched = await Promise.all([ask("wechat", notification), ask("nowhere", "notification:nowhere:1")]);
  await bench.restart();
  const [foreign, absent] = await Promise.all(
    watched.map(async (watchers) => {
      await Promise.all(watchers.map(({ ended }) => ended));
      const told = watchers.map((watcher) => [watcher.response.status, watcher.told]);
      return JSON.stringify(told)
        .replaceAll(/"requestId":"[^"]*"/g, "")
        .replaceAll("nowhere", "wechat");
    }),
  );
  expect(foreign).toBe(absent);
  expect(foreign).toContain('"code":"BAD_USER_INPUT","field":["account"]');
});
