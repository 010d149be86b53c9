import { once } from "node:events";
import { connect } from "node:net";

/** An answer as it came, with the lines of its head in their order. */
export interface RawAnswer {
  readonly status: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A connection over which a test says every byte itself. */
export interface Connection {
  write(bytes: string | Buffer): void;
  /** The next whole answer. */
  next(): Promise<RawAnswer>;
  /** Writes, and waits for the answer. */
  ask(bytes: string | Buffer): Promise<RawAnswer>;
  /** Writes in pieces, each of which the other side has had time to read alone. */
  writeSlowly(pieces: readonly (string | Buffer)[]): Promise<void>;
  /** Nothing is said any more. */
  end(): void;
  destroy(): void;
  /** Does not read from now on; `resume` ends it. */
  pause(): void;
  resume(): void;
  /** What came and was no whole answer, once the other side has closed. */
  readonly closed: Promise<string>;
}

const open = new Set<Connection>();

export async function openConnection(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname, noDelay: true, allowHalfOpen: true });
  await once(socket, "connect");
  let received: Buffer = Buffer.alloc(0);
  const answers: RawAnswer[] = [];
  const waiting: ((answer: RawAnswer) => void)[] = [];
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (let taken = takeAnswer(received); taken; taken = takeAnswer(received)) {
      received = taken.rest;
      const wanted = waiting.shift();
      if (wanted) wanted(taken.answer);
      else answers.push(taken.answer);
    }
  });
  socket.on("error", () => undefined);
  socket.on("end", () => socket.end());
  const closed = new Promise<string>((resolve) => socket.once("close", () => resolve(received.toString())));
  const next = () => {
    const answer = answers.shift();
    if (answer) return Promise.resolve(answer);
    const none = closed.then((rest) => Promise.reject(new Error(`closed without an answer, but for: ${rest}`)));
    none.catch(() => undefined);
    return Promise.race([new Promise<RawAnswer>((resolve) => waiting.push(resolve)), none]);
  };
  const connection: Connection = {
    write: (bytes) => void socket.write(bytes),
    next,
    ask(bytes) {
      socket.write(bytes);
      return next();
    },
    async writeSlowly(pieces) {
      for (const piece of pieces) {
        await new Promise((sent) => socket.write(piece, sent));
        await nextTurns();
      }
    },
    end: () => void socket.end(),
    destroy: () => void socket.destroy(),
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    closed,
  };
  open.add(connection);
  return connection;
}

/** Ends what a test has left open. */
export function closeConnections(): void {
  for (const connection of open) connection.destroy();
  open.clear();
}

export async function nextTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function takeAnswer(received: Buffer): { readonly answer: RawAnswer; readonly rest: Buffer } | null {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const [status = "", ...lines] = received.subarray(0, end).toString("latin1").split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const start = end + 4;
  const length = Number(headers["content-length"] ?? "0");
  if (received.length < start + length) return null;
  const body = received.subarray(start, start + length).toString("utf8");
  return { answer: { status, headers, body }, rest: received.subarray(start + length) };
}
