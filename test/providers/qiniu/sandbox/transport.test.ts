import { sendRaw } from "./support/http";
import { describeDialects, everywhere, modern, success, type Outcome, type PerDialect } from "./support/qiniu";

const TEXT = "text/plain; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";

describeDialects("transport", (qiniu) => {
  const requestIdOf = (answer: { json: unknown }) => (answer.json as { request_id: string }).request_id;

  it("repeats the request id it was given, in the header where the server has it", async () => {
    const answer = await qiniu().server("GET", "/server/item/1", undefined, { "X-Reqid": "trace-1" });
    expect(requestIdOf(answer)).toBe("trace-1");
    const header: PerDialect<string | undefined> = { ...modern("trace-1"), master: undefined };
    expect(answer.headers["x-reqid"]).toBe(header[qiniu().dialect]);
  });

  it("makes request ids of 16 characters, each another", async () => {
    const ids = new Set<string>();
    for (let index = 0; index < 5; index += 1) ids.add(requestIdOf(await qiniu().open("GET", "/status")));
    expect([...ids].every((id) => /^[A-Za-z0-9_-]{16}$/.test(id))).toBe(true);
    expect(ids.size).toBe(5);
  });

  it("is healthy under any method, without authentication", async () => {
    for (const method of ["GET", "POST", "PUT", "DELETE", "PATCH"]) {
      expect((await qiniu().open(method, "/status")).outcome).toEqual([200, 0, "success"]);
    }
  });

  it.each([
    ["GET", "/nowhere"],
    ["GET", "/server/items/1"],
    ["PATCH", "/server/live"],
    ["GET", "/server/live"],
    ["GET", "/server/gift/config"],
    ["GET", "/server/gift/live/1"],
    ["PUT", "/client/live/1/like"],
    ["POST", "/client/live/room/1"],
    ["GET", "/server/item/a%2Fb%2Fc"],
    ["GET", "/Server/item/1"],
  ])("does not know %s %s", async (method, path) => {
    const answer = await qiniu().server(method, path);
    expect([answer.status, answer.text, answer.headers["content-type"]]).toEqual([404, "404 page not found", TEXT]);
    expect(answer.headers["x-reqid"] !== undefined).toBe({ ...modern(true), master: false }[qiniu().dialect]);
  });

  it("refuses a path with a broken escape before anything else", async () => {
    expect((await qiniu().open("GET", "/server/live/%zz")).outcome).toEqual([400, -1, "400 Bad Request"]);
  });

  it.each([
    ["GET", "/server/item/1/", 301, "/server/item/1"],
    ["GET", "/server/user/infos/?user_ids=a", 301, "/server/user/infos?user_ids=a"],
    ["POST", "/server/live/", 307, "/server/live"],
    ["DELETE", "/server/live/1/", 307, "/server/live/1"],
    ["POST", "/client/mic", 307, "/client/mic/"],
  ])("moves %s %s without looking at the signature", async (method, path, status, location) => {
    const answer = await qiniu().open(method, path);
    expect([answer.status, answer.headers.location]).toEqual([status, location]);
  });

  it("answers a browser's question on any path", async () => {
    const answer = await sendRaw({
      method: "OPTIONS",
      url: `${qiniu().sandbox.url}/client/live/room/list`,
      headers: { Origin: "https://shop.test", "Access-Control-Request-Method": "GET" },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET,POST,PUT,DELETE,PATCH,HEAD",
      "access-control-allow-headers": "Content-Type,Access-Token,Authorization",
    });
  });

  it("lets any page read, and says nothing to others", async () => {
    const from = (Origin: string) =>
      sendRaw({ method: "GET", url: `${qiniu().sandbox.url}/status`, headers: { Origin } });
    expect((await from("https://shop.test")).headers["access-control-allow-origin"]).toBe("*");
    expect((await from(qiniu().sandbox.url)).headers["access-control-allow-origin"]).toBeUndefined();
    expect((await qiniu().open("OPTIONS", "/nowhere")).status).toBe(404);
  });

  it.each<[string, string, string]>([
    ["nothing", "", "EOF"],
    ["half an object", '{"title":', "unexpected EOF"],
    ["no JSON", "title=1", "invalid character 'i' in literal true (expecting 'r')"],
    ["a list", "[]", "json: cannot unmarshal array into Go value of type CreateLiveRequest"],
    [
      "a number for a text",
      '{"title":1}',
      "json: cannot unmarshal number into Go struct field CreateLiveRequest.title of type string",
    ],
    [
      "a number in the attributes",
      '{"extends":{"a":1}}',
      "json: cannot unmarshal number into Go struct field CreateLiveRequest.extends of type string",
    ],
    ["an empty time", '{"start_at":""}', 'Could not find format for "\\"\\""'],
    ["a comma too many", '{"title":"a",}', "invalid character '}' looking for beginning of object key string"],
  ])("refuses a body of %s as plain text that is JSON", async (_, body, goText) => {
    const answer = await qiniu().server("POST", "/server/live", body, { "Content-Type": "application/json" });
    const expected: PerDialect<Outcome> = {
      ...modern<Outcome>([400, 400, goText]),
      master: [400, 400, "invalid request"],
    };
    expect(answer.outcome).toEqual(expected[qiniu().dialect]);
    expect(answer.headers["content-type"]).toBe(TEXT);
  });

  it.each<[string, string, string]>([
    ["under another content type", '{"anchor_id":"user_1","title":"a"}', "text/plain;charset=UTF-8"],
    ["with keys in another case", '{"ANCHOR_ID":"user_1","Title":"a"}', "application/json"],
    ["with unknown keys", '{"anchor_id":"user_1","title":"a","x":{"y":[1,{}]}}', "application/json"],
    ["with something behind it", '{"anchor_id":"user_1","title":"a"} and {more', "application/json"],
    [
      "with nulls",
      '{"anchor_id":"user_1","title":"a","notice":null,"extends":null,"start_at":null}',
      "application/json",
    ],
    [
      "with a key twice, the last of which counts",
      '{"title":"b","anchor_id":"user_1","title":"a"}',
      "application/json",
    ],
  ])("takes a body %s", async (_, body, type) => {
    await qiniu().token("user_1");
    const answer = await qiniu().server("POST", "/server/live", body, { "Content-Type": type });
    expect(answer.outcome).toEqual(success(200)[qiniu().dialect]);
    expect(answer.data).toMatchObject({ title: "a", notice: "", extends: null });
    expect(answer.headers["content-type"]).toBe(JSON_TYPE);
  });

  it("refuses in the documents' words without a signature", async () => {
    const expected: PerDialect<Outcome> = {
      ...modern<Outcome>([401, 401, "Unauthorized"]),
      master: [401, 401, "Your authorization token is invalid"],
    };
    expect((await qiniu().open("GET", "/server/live/1")).outcome).toEqual(expected[qiniu().dialect]);
    expect((await qiniu().open("GET", "/client/live/room/list")).outcome).toEqual(expected[qiniu().dialect]);
  });

  it("does not sign for a body past 16 MiB", async () => {
    const answer = await qiniu().server("POST", "/server/live", " ".repeat(16 * 1024 * 1024 + 1));
    const expected: PerDialect<Outcome> = {
      ...modern<Outcome>([401, 401, "Unauthorized"]),
      master: [401, 500, "Internal error"],
    };
    expect(answer.outcome).toEqual(expected[qiniu().dialect]);
  });

  it("falls over in its own way", async () => {
    const answer = await qiniu().server("POST", "/server/user/register/batch", "[null]");
    const expected: PerDialect<unknown> = {
      ...modern([500, 500, JSON_TYPE]),
      master: [500, undefined, undefined],
    };
    const { code } = (answer.json ?? {}) as { code?: number };
    expect([answer.status, code, answer.headers["content-type"]]).toEqual(expected[qiniu().dialect]);
    expect(answer.text === "").toBe({ ...modern(false), master: true }[qiniu().dialect]);
  });

  it.each<[number, PerDialect<Outcome>]>([
    [404, { ...modern<Outcome>([404, 404, "Not Found"]), master: [200, 404, "Not found"] }],
    [499, everywhere<Outcome>([401, 499, "Your token is expired"])],
    [500, { ...modern<Outcome>([500, 500, "Internal Server Error"]), master: [200, 500, "Internal error"] }],
    [602, { ...modern<Outcome>([500, 602, "code 602"]), master: [200, 602, "Database error"] }],
    [
      20001,
      {
        ...modern<Outcome>([400, 20001, "items exceed in live room"]),
        master: [200, 20001, "items exceed in live room"],
      },
    ],
    [77, { ...modern<Outcome>([500, 77, "code 77"]), master: [200, 77, "code 77"] }],
  ])("can be told to answer with code %i", async (value, expected) => {
    qiniu().sandbox.fault({ kind: "errcode", value });
    expect((await qiniu().server("GET", "/server/item/1")).outcome).toEqual(expected[qiniu().dialect]);
  });
});
