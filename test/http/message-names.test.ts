import fc from "fast-check";
import { withoutNames } from "../../src/http/message-names";

const message = (head: readonly string[], body = "{}") => ["POST /graphql HTTP/1.1", ...head, "", body].join("\r\n");

test("messages that differ in their ids alone are the same without them", () => {
  const id = fc.stringMatching(/^[!-~]{1,64}$/);
  const name = fc.constantFrom("X-Request-Id", "x-request-id", "traceparent", "TraceState");
  fc.assert(
    fc.property(name, id, id, (header, one, other) => {
      const [a, b] = [one, other].map((value) => withoutNames(message(["Host: x", `${header}: ${value}`, "A: b"])));
      expect(a?.text).toBe(message(["Host: x", `${header}:`, "A: b"]));
      expect(a?.text).toBe(b?.text);
      expect(a?.requestId).toBe(header.toLowerCase() === "x-request-id" ? one : undefined);
    }),
  );
});

test("everything else stays, the body above all", () => {
  const rest = fc.string().filter((text) => !/[\r\n]/.test(text));
  fc.assert(
    fc.property(rest, rest, (value, body) => {
      const text = message([`X-Request-Idx: ${value}`, `A: X-Request-Id: ${value}`], `\r\nX-Request-Id: ${body}\r\n`);
      expect(withoutNames(text)).toBeNull();
    }),
  );
});

test.each([
  ["no value", ["X-Request-Id:"]],
  ["a value that begins elsewhere", ["X-Request-Id:  abc"]],
  ["a value with a blank", ["X-Request-Id: a b"]],
  ["a value with a letter that is none", ["X-Request-Id: \u00e9"]],
  ["a value that is too long", [`X-Request-Id: ${"a".repeat(257)}`]],
])("%s is left where it is", (_what, head) => {
  expect(withoutNames(message(head))).toBeNull();
});

test("of several ids, none is the request's", () => {
  expect(withoutNames(message(["X-Request-Id: first-id", "X-Request-Id: second-id"]))?.requestId).toBe(",");
});

test("a message that has not come to the end of its head has no names yet", () => {
  expect(withoutNames("POST /graphql HTTP/1.1\r\nX-Request-Id: abc\r\n")).toBeNull();
});
