// A process of its own: sends requests one after the other on keep-alive connections and prints what it measured.
import { connect } from "node:net";

const { port, path = "/graphql", bodies, callers, named, connections, seconds } = JSON.parse(process.argv[2]);

/** Ids of as many digits each, for clients that name every request anew. */
const FIRST_ID = 1_000_000_000;
let lastId = FIRST_ID;

/** Each connection's own: they take turns where there are fewer callers. */
const requestsOf = callers.map((caller) =>
  bodies.map((body) => {
    const head = [
      `POST ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      "Content-Type: application/json",
      "Accept: application/json",
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...Object.entries(caller).map(([name, value]) => `${name}: ${value}`),
      ...(named ? [`X-Request-Id: ${FIRST_ID}`] : []),
      "",
      "",
    ].join("\r\n");
    return { bytes: Buffer.from(head + body), idAt: Buffer.byteLength(head) - `${FIRST_ID}\r\n\r\n`.length };
  }),
);

function bytesOf({ bytes, idAt }) {
  if (!named) return bytes;
  const own = Buffer.from(bytes);
  own.write(String((lastId += 1)), idAt, "latin1");
  return own;
}

const milliseconds = [];
let failures = 0;
let bytes = 0;
let ending = false;

/** One connection: the next request when the answer to the last is whole. */
function open(_value, index) {
  return new Promise((resolve) => {
    const requests = requestsOf[index % requestsOf.length];
    let sent = index;
    let expected = -1;
    let received = 0;
    let head = "";
    let sentAt = 0;
    // Read into one place over and over: what the load throws away, it has to clear away while others wait.
    const callback = (length, buffer) => {
      see(buffer.subarray(0, length));
      return true;
    };
    const socket = connect({
      port,
      host: "127.0.0.1",
      noDelay: true,
      onread: { buffer: Buffer.alloc(65536), callback },
    });
    const send = () => {
      if (ending) return void socket.end(resolve);
      expected = -1;
      received = 0;
      head = "";
      sentAt = performance.now();
      socket.write(bytesOf(requests[sent++ % requests.length]));
    };
    const finish = () => {
      milliseconds.push(performance.now() - sentAt);
      bytes += received;
      send();
    };
    const see = (chunk) => {
      received += chunk.length;
      if (expected < 0) {
        head += chunk.latin1Slice(0, Math.min(chunk.length, LONGEST_HEAD));
        const end = head.indexOf("\r\n\r\n");
        if (end < 0) return;
        const text = head.slice(0, end);
        if (!text.startsWith("HTTP/1.1 200")) failures += 1;
        const length = /content-length: (\d+)/i.exec(text);
        expected = length ? end + "\r\n\r\n".length + Number(length[1]) : Infinity;
      }
      if (received >= expected) return finish();
      if (expected === Infinity && chunk.subarray(-5).equals(LAST_CHUNK)) finish();
    };
    socket.on("connect", send);
    socket.on("error", () => {
      failures += 1;
      resolve();
    });
  });
}

const LONGEST_HEAD = 2048;
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

const began = performance.now();
setTimeout(() => (ending = true), seconds * 1000);
await Promise.all(Array.from({ length: connections }, open));
const elapsed = (performance.now() - began) / 1000;
milliseconds.sort((a, b) => a - b);
const at = (share) => milliseconds[Math.min(milliseconds.length - 1, Math.floor(milliseconds.length * share))] ?? 0;
console.log(
  JSON.stringify({
    requests: milliseconds.length,
    elapsed,
    perSecond: milliseconds.length / elapsed,
    bytesPerAnswer: milliseconds.length === 0 ? 0 : bytes / milliseconds.length,
    p50: at(0.5),
    p99: at(0.99),
    failures,
  }),
);
