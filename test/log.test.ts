import fc from "fast-check";
import { LiveError } from "../src/domain/error";
import { tellRequest } from "../src/domain/log";
import { createLog } from "../src/log";

const secrets = {
  token: "72_a-token-of-WeChat-that-nobody-may-see",
  secret: "0123456789abcdef0123456789abcdef",
  password: "hunter2-of-redis",
  jwt: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbmdlIn0.c2lnbmF0dXJl",
  signature: "sandbox-ak:MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=",
  key: "zhibo_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG",
};

function linesOf(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog("trace", { write: (line: string) => void lines.push(line) }));
  return lines.join("");
}

test.each([
  ["an address with a token", new Error(`GET https://api.weixin.qq.com/x?access_token=${secrets.token}&a=1 failed`)],
  ["an address with a secret", new Error(`/cgi-bin/token?appid=wx1&secret=${secrets.secret}`)],
  ["a body", new Error(JSON.stringify({ appid: "wx1", secret: secrets.secret, access_token: secrets.token }))],
  ["a body in a body", new Error(JSON.stringify({ body: JSON.stringify({ secret: secrets.secret }) }))],
  ["Redis", new Error(`connect ECONNREFUSED redis://default:${secrets.password}@10.0.0.7:6379`)],
  ["a header of Qiniu's", new Error(`Authorization: Qiniu ${secrets.signature}`)],
  ["a header of a caller's", new Error(`authorization: Bearer ${secrets.jwt}`)],
  ["a token alone", new Error(secrets.jwt)],
  ["an API key", new Error(`Bearer ${secrets.key} / ${secrets.key}`)],
  ["a cause", new Error("outer", { cause: new Error(`?access_token=${secrets.token}`) })],
])("%s does not reach the log", (_what, err) => {
  const output = linesOf((log) =>
    log.error({ requestId: "shop-request-9", err, given: { text: err.message } }, err.message),
  );
  for (const secret of Object.values(secrets)) expect(output).not.toContain(secret);
  expect(JSON.parse(output)).toMatchObject({ requestId: "shop-request-9" });
});

test("what is no secret stays as it is", () => {
  const fields = {
    requestId: "shop-request-9",
    route: "/graphql",
    url: "http://127.0.0.1:4000",
    code: "token_expired",
  };
  expect(JSON.parse(linesOf((log) => log.info(fields, "request")))).toMatchObject({ ...fields, msg: "request" });
});

test("what is expected to fail is told without a stack, and without the host that the system names", () => {
  const cause = Object.assign(new Error("getaddrinfo ENOTFOUND api.shop.example"), { code: "ENOTFOUND" });
  const text = { en: "The provider cannot be reached right now.", zh: "服务商暂时无法访问。" };
  const err = new LiveError("PROVIDER_UNAVAILABLE", text, { account: "tea", operation: "room.list", cause });
  const output = linesOf((log) => log.warn({ account: "tea", err }, "the rooms could not be polled"));
  expect(JSON.parse(output)).toMatchObject({
    err: {
      type: "LiveError",
      kind: "PROVIDER_UNAVAILABLE",
      message: text.en,
      cause: "ENOTFOUND",
      account: "tea",
      operation: "room.list",
    },
  });
  expect(output).not.toMatch(/shop\.example|\bat /);
});

test("what nobody expects has its stack", () => {
  const output = linesOf((log) => log.error({ err: new TypeError("x is not a function") }, "internal error"));
  expect(JSON.parse(output)).toMatchObject({ err: { type: "TypeError" } });
  expect(output).toMatch(/"stack":"TypeError: x is not a function\\n +at /);
});

test("the line of a request, written by hand, is the line that the library writes", () => {
  const id = fc.stringMatching(/^[A-Za-z0-9._-]{8,64}$/);
  const answered = fc.record({
    requestId: id,
    method: fc.constantFrom("GET", "POST", "OPTIONS"),
    route: fc.constantFrom("/graphql", "/graphql/stream", "/images/:name", null),
    status: fc.integer({ min: 200, max: 599 }),
    ms: fc.nat(),
  });
  const withoutTime = (line: string) => line.replace(/"time":"[^"]+"/, '"time":""');
  fc.assert(
    fc.property(answered, (fields) => {
      const byHand = linesOf((log) => tellRequest(log, fields));
      expect(byHand).toMatch(/"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/);
      expect(withoutTime(byHand)).toBe(withoutTime(linesOf((log) => log.info(fields, "request"))));
    }),
  );
});

test("a token sent as the id of a request does not reach its line", () => {
  const answered = { requestId: secrets.jwt.slice(0, 64), method: "POST", route: "/graphql", status: 200, ms: 0 };
  expect(linesOf((log) => tellRequest(log, answered))).not.toContain(secrets.jwt.slice(0, 64));
});

test("requests are not told where only warnings are", () => {
  const lines: string[] = [];
  const log = createLog("warn", { write: (line: string) => void lines.push(line) });
  tellRequest(log, { requestId: "shop-request-9", method: "POST", route: "/graphql", status: 200, ms: 0 });
  expect(lines).toEqual([]);
});
