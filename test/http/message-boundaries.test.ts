import { createServer } from "node:http";
import { Duplex } from "node:stream";
import fc from "fast-check";
import { MessageBoundaries, type Boundary } from "../../src/http/message-boundaries";

/*
 * Whoever takes bytes for a message must never take them for another one than Node does: here Node is the judge.
 */

const bytes = (text: string) => Buffer.from(text, "latin1");

function message(body: string | Buffer, lines: readonly string[] = []): Buffer {
  const content = typeof body === "string" ? bytes(body) : body;
  const head = ["POST /graphql HTTP/1.1", "Host: localhost", ...lines, `Content-Length: ${content.length}`];
  return Buffer.concat([bytes(`${head.join("\r\n")}\r\n\r\n`), content]);
}

/** Cut at these places, wherever they lie. */
function cut(whole: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((place) => place % whole.length))]
    .filter((place) => place > 0)
    .sort((a, b) => a - b);
  return [0, ...at].map((start, index) => whole.subarray(start, at[index] ?? whole.length));
}

function seen(chunks: readonly Buffer[]): Boundary[] {
  const boundaries = new MessageBoundaries();
  const told: Boundary[] = [];
  for (const chunk of chunks) {
    told.push(boundaries.see(chunk));
    if (told.at(-1) === "lost") break;
  }
  return told;
}

const known = message('{"query":"{ viewer { role } }"}');
/** Bodies that are anything, among them messages. */
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((content) => Buffer.from(content)),
  fc.constantFrom(known, Buffer.concat([bytes("\r\n\r\n"), known]), bytes("GET / HTTP/1.1\r\n\r\n")),
);

test("messages are followed however they are cut, as long as no chunk holds parts of two", () => {
  const cutMessage = fc.tuple(bodies, fc.array(fc.nat(), { maxLength: 5 }));
  fc.assert(
    fc.property(fc.array(cutMessage, { minLength: 1, maxLength: 5 }), (messages) => {
      const chunks = messages.map(([body, places]) => cut(message(body), places));
      const expected = chunks.flatMap((parts) =>
        parts.length === 1 ? ["whole"] : parts.map((_part, at) => (at === parts.length - 1 ? "end" : "within")),
      );
      expect(seen(chunks.flat())).toEqual(expected);
    }),
  );
});

test("a message ends where it ends, whichever byte it is cut at, and is begun until then", () => {
  for (let place = 1; place < known.length; place += 1) {
    const boundaries = new MessageBoundaries();
    expect(boundaries.isWithin()).toBe(false);
    expect(boundaries.see(known.subarray(0, place))).toBe("within");
    expect(boundaries.isWithin()).toBe(true);
    expect(boundaries.see(known.subarray(place))).toBe("end");
    expect(boundaries.isWithin()).toBe(false);
    expect(boundaries.see(known)).toBe("whole");
  }
  expect(seen([...known].map((byte) => Buffer.from([byte]))).at(-1)).toBe("end");
});

test("what holds parts of two messages is not followed", () => {
  for (let place = 1; place < known.length; place += 1) {
    expect(seen([Buffer.concat([known, known.subarray(0, place)])])).toEqual(["lost"]);
    const rest = Buffer.concat([known.subarray(place), known.subarray(0, 1)]);
    expect(seen([known.subarray(0, place), rest])).toEqual(["within", "lost"]);
  }
});

const unusual: Readonly<Record<string, string>> = {
  "another method": "GET /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
  "another address": "POST /graphql?x HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
  "an older version": "POST /graphql HTTP/1.0\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
  "an empty line before": "\r\nPOST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
  "lines that end in another way": "POST /graphql HTTP/1.1\r\nHost: x\nContent-Length: 0\r\n\r\n",
  "a head that ends in another way": "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 0\n\n\r\n\r\n",
  "a line that ends in a lone return": "POST /graphql HTTP/1.1\r\nHost: x\rContent-Length: 0\r\n\r\n",
  "a line that goes on": "POST /graphql HTTP/1.1\r\nHost: x\r\n Content-Length: 5\r\nContent-Length: 0\r\n\r\n",
  "no length": "POST /graphql HTTP/1.1\r\nHost: x\r\n\r\n",
};
const lines: readonly string[] = [
  "Content-Length: 5",
  "content-length:5",
  "Content-Length: 5, 5",
  "Content-Length: +5",
  "Content-Length: 0x5",
  "Content-Length : 5",
  "Content-Length: 9999999",
  "Transfer-Encoding: chunked",
  "Transfer-Encoding: keep-alive",
  "Transfer-Encoding : chunked",
  "transfer-encoding:identity",
  "Upgrade: websocket",
  "Upgrade: keep-alive",
  "Expect: 100-continue",
  "Expect: keep-alive",
  "Trailer: X",
  "Connection: close",
  "Connection: keep-alive, close",
  "Connection: Upgrade",
  "Connection:close",
  "Proxy-Connection: close",
  "Proxy-Connection: keep-alive, close",
];

test.each(Object.entries(unusual))("%s is not followed", (_what, text) => {
  expect(seen([bytes(text)])).toEqual(["lost"]);
  const heard = seen(cut(bytes(text), [1, 9, 30]));
  expect(heard.at(-1)).toBe("lost");
});

test.each(lines)("%j is not followed, or refused by Node", (line) => {
  const chunk = bytes(`POST /graphql HTTP/1.1\r\nHost: x\r\n${line}\r\nContent-Length: 3\r\n\r\n{ }`);
  const [told] = seen([chunk]);
  // Whatever Node refuses, it answers nothing after it.
  if (told !== "lost") expect(readByNode([chunk]).isRefused).toBe(true);
});

interface Read {
  /** Messages after which Node goes on. */
  readonly kept: number;
  readonly isRefused: boolean;
}

/** What Node makes of chunks that come over one connection. */
function readByNode(chunks: readonly Buffer[]): Read {
  const server = createServer();
  let kept = 0;
  let isRefused = false;
  server.on("request", ({ method, url }, response) => {
    if (method === "POST" && url === "/graphql" && response.shouldKeepAlive) kept += 1;
  });
  for (const event of ["clientError", "upgrade", "checkContinue", "checkExpectation"])
    server.on(event, () => (isRefused = true));
  const socket = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  server.emit("connection", socket);
  for (const chunk of chunks) socket.emit("data", chunk);
  socket.destroy();
  return { kept, isRefused };
}

const mostly = <Value>(usual: Value, ...others: readonly Value[]) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const oddLines = ["X: a\r\n\tb", "X: a\nY: b", "X: a\rY: b", "X", ": x", "X: \0", "X: \x80", "x: POST / HTTP/1.1"];
const anyLine = fc.oneof(fc.constantFrom(...lines, ...oddLines), fc.stringMatching(/^[A-Za-z-]{1,20}: ?[ -~]{0,20}$/));

test("Node reads what is taken for a message as just that, and goes on after it; or refuses it", () => {
  const parts = fc.record({
    first: mostly("POST /graphql HTTP/1.1\r\n", "POST /graphql HTTP/1.1\n", "POST /graphql  HTTP/1.1\r\n"),
    others: fc.array(anyLine, { maxLength: 2 }),
    end: mostly("\r\n", "\n", "\r\r\n"),
    length: mostly("Content-Length: 5", "content-length: 005", "CONTENT-LENGTH: 5 ", "Content-Length:  5"),
    body: mostly("12345", "\r\n\r\nx", "1234", "123456"),
  });
  let followed = 0;
  fc.assert(
    fc.property(parts, ({ first, others, end, length, body }) => {
      const chunk = bytes([`${first}Host: x`, ...others, length, "", body].join(end));
      const [told] = seen([chunk]);
      if (told !== "whole") return;
      if (readByNode([chunk]).isRefused) return;
      expect(readByNode([chunk, known])).toEqual({ kept: 2, isRefused: false });
      followed += 1;
    }),
    { numRuns: 2_000 },
  );
  expect(followed).toBeGreaterThan(100);
});
