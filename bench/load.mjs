// A process of its own: sends one request over and over on keep-alive connections and prints what it measured.
import { connect } from "node:net";

const { port, path = "/graphql", body, headers = {}, connections, seconds } = JSON.parse(process.argv[2]);

const request = Buffer.from(
  [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Content-Type: application/json",
    "Accept: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    "",
    body,
  ].join("\r\n"),
);

const microseconds = [];
let failures = 0;
let bytes = 0;
let ending = false;

/** One connection: the next request when the answer to the last is whole. */
function open() {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    let expected = -1;
    let received = 0;
    let head = "";
    let sentAt = 0n;
    const send = () => {
      if (ending) return void socket.end(resolve);
      expected = -1;
      received = 0;
      head = "";
      sentAt = process.hrtime.bigint();
      socket.write(request);
    };
    const finish = () => {
      microseconds.push(Number(process.hrtime.bigint() - sentAt) / 1000);
      bytes += received;
      send();
    };
    socket.on("connect", send);
    socket.on("data", (chunk) => {
      if (expected < 0) {
        head += chunk.toString("latin1");
        const end = head.indexOf("\r\n\r\n");
        if (end < 0) return;
        if (!head.startsWith("HTTP/1.1 200")) failures += 1;
        const length = /content-length: (\d+)/i.exec(head);
        expected = length ? end + 4 + Number(length[1]) : Infinity;
        received = head.length;
      } else received += chunk.length;
      if (received >= expected) return finish();
      if (expected === Infinity && chunk.subarray(-5).equals(LAST_CHUNK)) finish();
    });
    socket.on("error", () => {
      failures += 1;
      resolve();
    });
  });
}

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
    perSecond: microseconds.length / elapsed,
    bytesPerAnswer: microseconds.length === 0 ? 0 : bytes / microseconds.length,
    p50: at(0.5) / 1000,
    p99: at(0.99) / 1000,
    failures,
  }),
);
