import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { control } from "../support/control";
import { useBench } from "../support/bench";
import { useFakeApp } from "../support/fake-app";
import { createFakeProvider, fakeRoom } from "../support/fake-provider";
import { watchBySocket, watchByStream, type Told } from "../support/watcher";

const KILOBYTE = 1024;
const longText = "直播".repeat(700);
/** The oldest says more than all others. */
const rooms = Array.from({ length: 300 }, (_, index) =>
  fakeRoom("shop", String(index + 1), index * 1000, { notice: index === 0 ? longText.repeat(10) : longText }),
);
const AGAIN = Array.from({ length: 10 }, (_, index) => `again${index}: notice`).join(" ");

/** What the answer to a document of this size may have. */
function limitOf(query: string, variables: object): number {
  const sent = Buffer.byteLength(query) + Buffer.byteLength(JSON.stringify(variables));
  return Math.min(2048 * KILOBYTE, Math.max(256 * KILOBYTE, 256 * sent));
}

const page = "query Page($first: Int) { liveRooms(first: $first) { nodes { id title notice } } }";
/** The same document, written in so many bytes. */
const written = (bytes: number) => `${page}#${".".repeat(bytes - page.length - 1)}`;

const goodsPage =
  "query Listed { liveRooms(first: 100) { nodes { id title goods { nodes { id nativeId name coverUrl link price { display amount { amount currency } } } } } } }";
const honestPage =
  "{ liveRooms(first: 100, filter: { providers: [WECHAT] }) { totalCount nodes { id title status startsAt endsAt anchor { name } goods { nodes { id name price { display } } } } } }";

describe("an answer", () => {
  const roomEnd = { endRoom: () => Promise.resolve() };
  const fake = useFakeApp([createFakeProvider({ key: "shop", rooms, ports: { roomEnd } })]);

  async function send(query: string, variables: object, method: "POST" | "GET" = "POST") {
    const inAddress = new URLSearchParams({ query, variables: JSON.stringify(variables) });
    const response =
      method === "GET"
        ? await fetch(`${fake.app.url}/graphql?${inAddress.toString()}`)
        : await fetch(`${fake.app.url}/graphql`, {
            method,
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ query, variables }),
          });
    const text = await response.text();
    const { errors } = JSON.parse(text) as { errors?: { message: string; extensions: { code: string } }[] };
    return { status: response.status, size: Buffer.byteLength(text), code: errors?.[0]?.extensions.code, errors };
  }

  test("to a kilobyte has 256 of them at most, and says what would fit", async () => {
    // The second time there may be another way in.
    for (const _time of ["first", "second", "third"]) {
      const { status, code, errors } = await send(written(1000), { first: 100 });
      expect([status, code]).toEqual([400, "QUERY_TOO_EXPENSIVE"]);
      expect(errors?.[0]?.message).toMatch(
        /^The answer has 4\d\d kB, and .* with 256 kB at most\. .* pages of \d\d % /,
      );
    }
    const share = Number(/(\d+) %/.exec((await send(page, { first: 100 })).errors?.[0]?.message ?? "")?.[1]);
    expect(await send(page, { first: share })).toMatchObject({ status: 200, code: undefined });
  });

  test("may be as much larger as the document and its variables are", async () => {
    const { size } = await send(written(4000), { first: 100 });
    expect(size).toBeGreaterThan(400 * KILOBYTE);
    expect(await send(page, { first: 100, unused: "x".repeat(4000) })).toMatchObject({ status: 200, size });
    expect(await send(written(4000), { first: 100 }, "GET")).toMatchObject({ status: 200, size });
    expect(await send(page, { first: 100 }, "GET")).toMatchObject({ status: 400, code: "QUERY_TOO_EXPENSIVE" });
  });

  test("to a write that is too large does not say that nothing was done", async () => {
    const end = `mutation { endLiveRoom(input: { id: "room:shop:1" }) { liveRoom { ${AGAIN} } } }`;
    const { code, errors } = await send(end, {});
    expect(code).toBe("QUERY_TOO_EXPENSIVE");
    expect(errors?.[0]?.message).toMatch(/^It was done, and its outcome is not shown/);
  });

  test.each([
    ["websocket", watchBySocket],
    ["server-sent events", watchByStream],
  ])("over %s is no larger", async (_way, watch) => {
    const ask = async (query: string): Promise<Told> => {
      const watcher = await watch(fake.app.url, query, { variables: { first: 100 } });
      const told = await watcher.next();
      watcher.stop();
      return told;
    };
    expect((await ask(written(1000))).errors?.[0]?.extensions?.["code"]).toBe("QUERY_TOO_EXPENSIVE");
    expect(await ask(written(1000))).not.toHaveProperty("data");
    expect((await ask(written(4000))).errors).toBeUndefined();
  });

  test("keeps to that whatever the document is", async () => {
    const field = fc.constantFrom("id", "title", "notice", "startsAt", "account { id name }", "...Room");
    const shape = fc.record({
      fields: fc.uniqueArray(field, { minLength: 1, maxLength: 6 }),
      aliases: fc.integer({ min: 0, max: 12 }),
      lists: fc.integer({ min: 1, max: 3 }),
      first: fc.integer({ min: 1, max: 100 }),
      padding: fc.integer({ min: 0, max: 7000 }),
      padsVariables: fc.boolean(),
    });
    const sizes: number[] = [];
    await fc.assert(
      fc.asyncProperty(shape, async ({ fields, aliases, lists, first, padding, padsVariables }) => {
        const repeated = Array.from({ length: Math.min(aliases, 15 - lists) }, (_, at) => `a${at}: notice`);
        const list = `liveRooms(first: $first) { nodes { ${[...fields, ...repeated].join(" ")} } }`;
        const all = Array.from({ length: lists }, (_, at) => `l${at}: ${list}`).join(" ");
        const fragment = fields.includes("...Room") ? " fragment Room on LiveRoom { notice coverUrl status }" : "";
        const query = `query Q($first: Int) { ${all} }${fragment}${padsVariables ? "" : `#${".".repeat(padding)}`}`;
        const variables = { first, ...(padsVariables ? { unused: "x".repeat(padding) } : {}) };
        for (const _time of ["first", "second"]) {
          const { size, code } = await send(query, variables);
          expect([undefined, "QUERY_TOO_EXPENSIVE"]).toContain(code);
          expect(size).toBeLessThanOrEqual(limitOf(query, variables));
          sizes.push(size);
        }
      }),
      { numRuns: 60 },
    );
    // Some were small, some large, and some were refused.
    expect(Math.max(...sizes)).toBeGreaterThan(256 * KILOBYTE);
    expect(Math.min(...sizes)).toBeLessThan(KILOBYTE);
  });
});

describe("an answer to a trusted document", () => {
  const folder = mkdtempSync(join(tmpdir(), "zhibo-answers-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const manifest = join(folder, "relay.json");
  const id = createHash("sha256").update(goodsPage).digest("hex");
  writeFileSync(manifest, JSON.stringify({ [id]: goodsPage }));
  const bench = useBench({ environment: { ZHIBO_TRUSTED_DOCUMENTS: manifest, ZHIBO_LARGEST_ANSWER_KB: "600" } });

  test("may have all that any may have, and no more", async () => {
    await control(bench.wechat, "/_sandbox/seed", { rooms: 200, goodsPerRoom: 20 });
    const post = async (body: object) => {
      const response = await fetch(`${bench.app.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      const size = (await response.text()).length;
      return [response.status, size > 256 * KILOBYTE];
    };
    for (const _time of ["first", "second", "third"]) {
      expect(await post({ query: goodsPage })).toEqual([200, true]);
      expect(await post({ documentId: id })).toEqual([200, true]);
      expect(await post({ query: goodsPage.replace("Listed", "Other") })).toEqual([400, false]);
      expect(await post({ query: goodsPage.replace("name ", `name ${AGAIN.replaceAll("notice", "name")} `) })).toEqual([
        400,
        false,
      ]);
    }
  }, 60_000);

  test("and a page of a hundred rooms with the names and prices of their goods needs no list", async () => {
    await control(bench.wechat, "/_sandbox/seed", { rooms: 200, goodsPerRoom: 20 });
    const { data, errors } = await bench.run<
      Readonly<Record<"liveRooms", { nodes: { goods: { nodes: unknown[] } }[] }>>,
      never
    >(honestPage);
    expect(errors).toBeUndefined();
    expect(data?.liveRooms.nodes.map(({ goods }) => goods.nodes.length)).toEqual(Array.from({ length: 100 }, () => 20));
  });
});
