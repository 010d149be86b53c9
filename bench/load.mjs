// A process of its own: sends requests one after the other on keep-alive connections and prints what it measured.
import { connect } from "node:net";

const { port, path = "/graphql", bodies, headers = {}, named, connections, seconds } = JSON.parse(process.argv[2]);

/** Ids of as many digits each, for clients that name every request anew. */
const FIRST_ID = 1_000_000_000;
let lastId = FIRST_ID;

const requests = bodies.map((body) => {
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Content-Type: application/json",
    "Accept: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(named ? [`X-Request-Id: ${FIRST_ID}`] : []),
    "",
    "",
  ].join("\r\n");
  return { bytes: Buffer.from(head + body), idAt: Buffer.byteLength(head) - `${FIRST_ID}\r\n\r\n`.length };
});

function bytesOf({ bytes, idAt }) {
  if (!named) return bytes;
  const own = Buffer.from(bytes);
  own.write(String((lastId += 1)), idAt, "latin1");
  return own;
}

const microseconds = [];
let failures = 0;
let bytes = 0;
let ending = false;

/** One connection: the next request when the answer to the last is whole. */
function open(_value, index) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    let sent = index;
    let expected = -1;
    let received = 0;
    let head = null;
    let sentAt = 0n;
    const send = () => {
      if (ending) return void socket.end(resolve);
      expected = -1;
      received = 0;
      head = null;
      sentAt = process.hrtime.bigint();
      socket.write(bytesOf(requests[sent++ % requests.length]));
    };
    const finish = () => {
      microseconds.push(Number(process.hrtime.bigint() - sentAt) / 1000);
      bytes += received;
      send();
    };
    socket.on("connect", send);
    socket.on("data", (chunk) => {
      received += chunk.length;
      if (expected < 0) {
        head = head ? Buffer.concat([head, chunk]) : chunk;
        const end = head.indexOf(HEAD_END);
        if (end < 0) return;
        const text = head.latin1Slice(0, end);
        if (!text.startsWith("HTTP/1.1 200")) failures += 1;
        const length = /content-length: (\d+)/i.exec(text);
        expected = length ? end + HEAD_END.length + Number(length[1]) : Infinity;
      }
      if (received >= expected) return finish();
      if (expected === Infinity && chunk.subarray(-5).equals(LAST_CHUNK)) finish();
    });
    socket.on("error", () => {
      failures += 1;
      resolve();
    });
  });
}

const HEAD_END = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

const began = process.hrtime.bigint();
setTimeout(() => (ending = true), seconds * 1000);
await Promise.all(Array.from({ length: connections }, open));
const elapsed = Number(process.hrtime.bigint() - began) / 1e9;
microseconds.sort((a, b) => a - b);
const at = (share) => microseconds[Math.min(microseconds.length - 1, Math.floor(microseconds.length * share))] ?? 0;
console.log(
  JSON.stringify({
    requests: microseconds.length,
    elapsed,
    perSecond: microseconds.length / elapsed,
    bytesPerAnswer: microseconds.length === 0 ? 0 : bytes / microseconds.length,
    p50: at(0.5) / 1000,
    p99: at(0.99) / 1000,
    failures,
  }),
);
