import {
  describeDialects,
  everywhere,
  modern,
  NOW_SECONDS,
  success,
  type Outcome,
  type PerDialect,
} from "./support/qiniu";

const OK = success(0);
const both = (master: Outcome, others: Outcome): PerDialect<Outcome> => ({ ...modern(others), master });
const NOT_FOUND = both([200, 404, "Not found"], [404, 404, "Not Found"]);
const NO_RECORD = both([200, 501, "record not found"], [500, 500, "record not found"]);

const item = (item_id: string, status = 1) => ({ item_id, title: "T", current_price: "1元", status });

describeDialects("an anchor's items", (qiniu) => {
  let liveId: string;
  beforeEach(async () => {
    liveId = await qiniu().room();
    await qiniu().server("POST", "/server/item/add", {
      live_id: liveId,
      items: [item("a"), item("b", 0), item("c", 2)],
    });
  });
  const anchor = (method: string, path: string, body?: unknown) =>
    qiniu().as("user_1", method, `/client/item/${path}`, body);
  const viewer = (method: string, path: string, body?: unknown) =>
    qiniu().as("viewer", method, `/client/item/${path}`, body);
  const ids = async (userId = "user_1") =>
    ((await qiniu().as(userId, "GET", `/client/item/${liveId}`)).data as { item_id: string }[])
      .map((row) => row.item_id)
      .join("");

  it("are added under another method on develop", async () => {
    const body = { live_id: liveId, items: [item("d")] };
    const method: PerDialect<string> = { cloud: "POST", master: "POST", develop: "PUT" };
    expect((await anchor(method[qiniu().dialect], "add", body)).outcome).toEqual(OK[qiniu().dialect]);
    expect(await ids()).toBe("dcba");
    const other: PerDialect<string> = { cloud: "PUT", master: "PUT", develop: "POST" };
    expect((await anchor(other[qiniu().dialect], "add", body)).status).toBe(404);
  });

  it("are shown to viewers without those off the shelf, the explained one first", async () => {
    expect([await ids(), await ids("viewer")]).toEqual(["cba", "ca"]);
    await anchor("POST", `demonstrate/${liveId}/a`);
    expect([await ids(), await ids("viewer")]).toEqual(["acb", "ac"]);
    await qiniu().server("POST", "/server/item/status", { live_id: liveId, items: [{ item_id: "a", status: 0 }] });
    expect(await ids("viewer")).toBe("ac");
  });

  it("of a room without any are an empty list, and of no room a failure", async () => {
    const empty = await qiniu().room();
    expect((await viewer("GET", empty)).data).toEqual([]);
    expect((await viewer("GET", "1")).outcome).toEqual(NO_RECORD[qiniu().dialect]);
  });

  it("are the anchor's alone", async () => {
    const changes = [
      ["delete", ["a"]],
      ["status", [{ item_id: "a", status: 0 }]],
      ["order", [{ item_id: "a", order: 9 }]],
    ] as const;
    for (const [call, items] of changes) {
      expect((await viewer("POST", call, { live_id: liveId, items })).outcome).toEqual(NOT_FOUND[qiniu().dialect]);
      expect((await anchor("POST", call, { live_id: liveId, items })).outcome).toEqual(OK[qiniu().dialect]);
    }
    expect((await viewer("PUT", `${liveId}/b`, { title: "N" })).outcome).toEqual(NOT_FOUND[qiniu().dialect]);
    expect((await anchor("PUT", `${liveId}/b`, { title: "N" })).outcome).toEqual(OK[qiniu().dialect]);
    expect((await viewer("PUT", `${liveId}/b/extends`, { k: "v" })).outcome).toEqual(NOT_FOUND[qiniu().dialect]);
    expect((await anchor("PUT", `${liveId}/b/extends`, { k: "v" })).outcome).toEqual(OK[qiniu().dialect]);
    expect((await anchor("PUT", "1/b", {})).outcome).toEqual(NO_RECORD[qiniu().dialect]);
  });

  it.each<[string, object, string]>([
    ["up", { item_id: "a", from: 1, to: 3 }, "acb"],
    ["down", { item_id: "c", from: 3, to: 1 }, "bac"],
    ["by one", { item_id: "b", from: 2, to: 3 }, "bca"],
  ])("move %s, the others make room", async (_, move, expected) => {
    expect((await anchor("POST", "order/single", { live_id: liveId, ...move })).outcome).toEqual(OK[qiniu().dialect]);
    expect(await ids()).toBe(expected);
  });

  it.each<[object, string]>([
    [{ item_id: "a", from: 1, to: 1 }, "from equal to"],
    [{ item_id: "a", from: 2, to: 3 }, "from not match"],
  ])("do not move by %j", async (move, text) => {
    const { outcome } = await anchor("POST", "order/single", { live_id: liveId, ...move });
    expect(outcome).toEqual(both([200, 400, text], [400, 400, text])[qiniu().dialect]);
  });

  describe("being explained", () => {
    const current = async () => (await viewer("GET", `demonstrate/${liveId}`)).data;

    it("are one at a time, and told to everybody", async () => {
      expect(await current()).toBeNull();
      const started = await anchor("POST", `demonstrate/${liveId}/a`);
      expect([started.outcome, started.text.includes("data")]).toEqual([OK[qiniu().dialect], false]);
      await anchor("POST", `demonstrate/${liveId}/c`);
      expect(await current()).toMatchObject({ item_id: "c", record: null });
      const ended = await anchor("DELETE", `demonstrate/${liveId}`);
      expect([ended.outcome, ended.text.includes("data")]).toEqual([OK[qiniu().dialect], false]);
      expect(await current()).toBeNull();
    });

    it("are not off the shelf, of somebody else, or unknown", async () => {
      const plain = both(
        [200, 501, "item offline, cannot demonstrate "],
        [400, 400, "item offline, cannot demonstrate"],
      );
      const recorded = both(
        [200, 501, "item offline, cannot demonstrate "],
        [400, 400, "item offline, cannot demonstrate "],
      );
      expect((await anchor("POST", `demonstrate/${liveId}/b`)).outcome).toEqual(plain[qiniu().dialect]);
      expect((await anchor("POST", `demonstrate/start/${liveId}/b`)).outcome).toEqual(recorded[qiniu().dialect]);
      expect((await viewer("POST", `demonstrate/${liveId}/a`)).outcome).toEqual(NOT_FOUND[qiniu().dialect]);
      expect((await viewer("DELETE", `demonstrate/${liveId}`)).outcome).toEqual(NOT_FOUND[qiniu().dialect]);
      expect((await anchor("POST", `demonstrate/${liveId}/x`)).status).toBe(everywhere(500)[qiniu().dialect]);
    });

    it("are recorded until the explanation ends", async () => {
      await anchor("POST", `demonstrate/start/${liveId}/a`);
      const open = { id: 1, record_url: "", start: NOW_SECONDS, end: null, status: 4, live_id: liveId, item_id: "a" };
      expect(await current()).toMatchObject({ item_id: "a", record: open });
      qiniu().sandbox.clock.advance(90);
      const ended = await anchor("DELETE", `demonstrate/${liveId}`);
      const ready = { ...open, record_url: `https://qiniu-playback.test/${liveId}a`, end: NOW_SECONDS + 90, status: 0 };
      expect([ended.outcome, ended.data]).toEqual([OK[qiniu().dialect], ready]);
      expect((await anchor("GET", `demonstrate/record/${liveId}`)).data).toEqual([ready]);
      expect((await anchor("GET", `demonstrate/record/${liveId}/a`)).data).toEqual(ready);
    });

    it("end one recording when the next begins", async () => {
      await anchor("POST", `demonstrate/start/${liveId}/a`);
      await anchor("POST", `demonstrate/start/${liveId}/c`);
      const { data } = await anchor("GET", `demonstrate/record/${liveId}`);
      expect((data as { status: number }[]).map((record) => record.status)).toEqual([0, 4]);
    });

    it("mark a recording that could not be cut", async () => {
      await anchor("POST", `demonstrate/start/${liveId}/a`);
      qiniu().sandbox.fault({ kind: "recording-down" });
      const { outcome } = await anchor("DELETE", `demonstrate/${liveId}`);
      expect(outcome.slice(0, 2)).toEqual({ ...modern([500, 500]), master: [200, 501] }[qiniu().dialect]);
      const { data } = await anchor("GET", `demonstrate/record/${liveId}`);
      expect(data).toMatchObject([{ status: 3, record_url: "" }]);
      expect((await anchor("GET", `demonstrate/record/${liveId}/a`)).outcome).toEqual(NO_RECORD[qiniu().dialect]);
    });

    it("have recordings only the anchor sees", async () => {
      expect((await anchor("GET", `demonstrate/record/${liveId}`)).data).toBeNull();
      expect((await viewer("GET", `demonstrate/record/${liveId}`)).outcome).toEqual(NOT_FOUND[qiniu().dialect]);
      expect((await anchor("GET", `demonstrate/record/${liveId}/a`)).outcome).toEqual(NO_RECORD[qiniu().dialect]);
    });

    it("lose recordings to anybody who deletes them", async () => {
      await anchor("POST", `demonstrate/start/${liveId}/a`);
      await anchor("DELETE", `demonstrate/${liveId}`);
      const remove = (live_id: string, ...demonstrate_item: number[]) =>
        viewer("POST", "demonstrate/record/delete", { live_id, demonstrate_item });
      expect((await remove("1", 1)).outcome).toEqual(
        both([200, 400, "The arguments you provide is invalid."], [400, 400, "video 1 not int live 1"])[
          qiniu().dialect
        ],
      );
      expect((await remove(liveId)).outcome).toEqual(
        both([200, 400, "The arguments you provide is invalid."], [400, 400, "empty demonstrate_item"])[
          qiniu().dialect
        ],
      );
      const removed = await remove(liveId, 1);
      expect([removed.outcome, removed.data]).toEqual([
        OK[qiniu().dialect],
        { ...modern({ live_id: liveId }), master: undefined }[qiniu().dialect],
      ]);
      expect((await anchor("GET", `demonstrate/record/${liveId}`)).data).toBeNull();
      expect((await remove(liveId, 1)).status).toBe(500);
    });

    it("end when the anchor leaves the room", async () => {
      await qiniu().as("user_1", "POST", `/client/live/room/user/${liveId}`);
      await anchor("POST", `demonstrate/${liveId}/a`);
      await qiniu().as("user_1", "DELETE", `/client/live/room/user/${liveId}`);
      expect(await current()).toBeNull();
    });
  });
});
