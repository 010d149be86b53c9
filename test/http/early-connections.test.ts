import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import type { Caller } from "../../src/domain/caller";
import { Changes } from "../../src/gateway/changes";
import type { Gateway } from "../../src/gateway/gateway";
import { createEarlyAnswers } from "../../src/http/early-answers";
import type { KnownRequest } from "../../src/http/known-requests";
import { createTestClock } from "../support/clock";
import { closeConnections, nextTurns, openConnection } from "../support/connection";
import { until } from "../support/until";

/*
 * What early answers do to the connections of a server: nothing that Node does not. Behind them is a server that answers
 * everything with "long", where they would say what is given.
 */

const caller: Caller = { authenticated: false, subject: null, role: "VIEWER", accounts: null };
const servers: Server[] = [];
afterEach(async () => {
  closeConnections();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    if (server.listening) await new Promise((closed) => server.close(closed));
  }
});

interface Options {
  readonly answer?: string;
  readonly keepAliveTimeout?: number;
  /** Until a message has to be there. */
  readonly messageTimeout?: number;
}

async function startServer(options: Options = {}) {
  const { answer = "early", keepAliveTimeout = 60_000, messageTimeout = 60_000 } = options;
  const body = Buffer.from(answer);
  const request: KnownRequest = {
    key: "",
    operation: { run: () => Promise.resolve(null) },
    price: 1,
    sent: () => ({ query: "", variables: null }),
    last: { outcome: { data: "", texts: [], errors: [], premises: [] }, body },
  };
  let told = 0;
  let isLeaving = false;
  const early = createEarlyAnswers({
    admission: { recall: () => caller, admit: () => Promise.resolve(), callerOf: () => caller },
    exchanges: { begin: () => ({ context: {} }) } as never,
    known: { find: () => request, remember: () => undefined },
    queryLimits: { chargeNow: () => true } as never,
    gateway: { changes: new Changes() } as Gateway,
    addressOf: () => "",
    clock: createTestClock(),
    isLeaving: () => isLeaving,
    tell: () => (told += 1),
  });
  const checks = { headersTimeout: messageTimeout, requestTimeout: messageTimeout, connectionsCheckingInterval: 50 };
  const server = createServer({ keepAliveTimeout, ...checks });
  servers.push(server);
  const sockets: Socket[] = [];
  server.on("connection", (socket) => sockets.push(socket));
  server.on("request", (incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      early.learn(incoming, { body: Buffer.concat(chunks), answerHeaders: ["x-early", "yes"] });
      response.writeHead(200, ["x-early", "no", "content-length", "4"]);
      response.end("long");
    });
  });
  early.watch(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as { readonly port: number };
  return {
    server,
    sockets,
    url: `http://127.0.0.1:${port}`,
    told: () => told,
    leave: () => (isLeaving = true),
  };
}

function message(body = "{}"): Buffer {
  return Buffer.from(`POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
}
const bytes = message();

test("the first message of a connection is Node's, and who leaves answers none early", async () => {
  const { url, leave } = await startServer();
  for (let time = 0; time < 3; time += 1) {
    const connection = await openConnection(url);
    expect((await connection.ask(bytes)).body).toBe("long");
    expect((await connection.ask(bytes)).body).toBe("early");
  }
  const connection = await openConnection(url);
  for (const expected of ["long", "early", "early"]) expect((await connection.ask(bytes)).body).toBe(expected);
  leave();
  expect((await connection.ask(bytes)).body).toBe("long");
});

test("who does not read is not read from, and gets every answer in the end", async () => {
  const answer = "x".repeat(4 * 1024 * 1024);
  const { url, sockets, told } = await startServer({ answer });
  const connection = await openConnection(url);
  await connection.ask(bytes);
  const [socket] = sockets as [Socket];
  connection.pause();
  const most = 100;
  let sent = 0;
  while (sent < most && !socket.isPaused()) {
    await connection.writeSlowly([bytes]);
    sent += 1;
  }
  expect(sent).toBeLessThan(most);
  const before = told();
  for (let time = 0; time < 20; time += 1) await connection.writeSlowly([bytes]);
  expect(told()).toBe(before);
  expect(socket.writableLength).toBeLessThan(2 * answer.length);
  connection.resume();
  const bodies = [];
  for (let time = 0; time < sent + 20; time += 1) bodies.push((await connection.next()).body.length);
  expect(new Set(bodies.slice(0, sent))).toEqual(new Set([answer.length]));
  expect(socket.listenerCount("drain")).toBe(1);
});

test("nothing is left behind of an answer", async () => {
  const { url, sockets } = await startServer({ answer: "x".repeat(100_000) });
  const connection = await openConnection(url);
  for (let time = 0; time < 3; time += 1) await connection.ask(bytes);
  const [socket] = sockets as [Socket];
  const listeners = () => socket.eventNames().map((name) => [name, socket.listenerCount(name)]);
  const before = listeners();
  for (let time = 0; time < 50; time += 1) await connection.ask(bytes);
  expect(listeners()).toEqual(before);
});

test("who goes away in the middle of an answer leaves nothing", async () => {
  const { url, sockets, told, server } = await startServer({ answer: "x".repeat(8 * 1024 * 1024) });
  for (let time = 0; time < 3; time += 1) {
    const connection = await openConnection(url);
    await connection.ask(bytes);
    connection.pause();
    const before = told();
    connection.write(bytes);
    await until(() => told() > before);
    connection.destroy();
  }
  await until(() => sockets.every((socket) => socket.destroyed));
  await new Promise((closed) => server.close(closed));
});

test("a connection over which nothing more comes is closed when its time is up", async () => {
  const { url } = await startServer({ keepAliveTimeout: 200 });
  const connection = await openConnection(url);
  for (const expected of ["long", "early", "early"]) expect((await connection.ask(bytes)).body).toBe(expected);
  expect(await connection.closed).toBe("");
});

test.each([
  ["head", bytes.subarray(0, 30)],
  ["body", bytes.subarray(0, -1)],
])("who does not finish a %s after early answers is told so in time", async (_what, part) => {
  const { url } = await startServer({ messageTimeout: 1_000 });
  const connection = await openConnection(url);
  for (const expected of ["long", "early", "early"]) expect((await connection.ask(bytes)).body).toBe(expected);
  expect((await connection.ask(part)).status).toBe("HTTP/1.1 408 Request Timeout");
  expect(await connection.closed).toBe("");
});

test("who does not read at all is closed when its time is up", async () => {
  const { url, sockets } = await startServer({ answer: "x".repeat(8 * 1024 * 1024), keepAliveTimeout: 200 });
  const connection = await openConnection(url);
  await connection.ask(bytes);
  connection.pause();
  await connection.writeSlowly([bytes]);
  await until(() => sockets.every((socket) => socket.destroyed));
});

test("a server that closes takes them with it", async () => {
  const { url, server } = await startServer();
  const connection = await openConnection(url);
  for (const expected of ["long", "early"]) expect((await connection.ask(bytes)).body).toBe(expected);
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  expect(await connection.closed).toBe("");
  await closed;
});

test("so much is learnt and no more: who comes last is known", async () => {
  const { url } = await startServer();
  const connection = await openConnection(url);
  const messages = Array.from({ length: 500 }, (_, index) => message(`${index}${" ".repeat(10_000)}`));
  for (const each of messages) expect((await connection.ask(each)).body).toBe("long");
  expect((await connection.ask(messages.at(-1) as Buffer)).body).toBe("early");
  expect((await connection.ask(messages[0] as Buffer)).body).toBe("long");
  const long = message(" ".repeat(20_000));
  for (let time = 0; time < 3; time += 1) expect((await connection.ask(long)).body).toBe("long");
});

test("on a connection that is being closed, nothing is answered", async () => {
  const { server, told } = await startServer();
  const heard: string[] = [];
  const errors: unknown[] = [];
  /** Its end is never done. */
  const socket = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _encoding, done) {
      heard.push(chunk.toString());
      done();
    },
    final: () => undefined,
  });
  server.on("clientError", (error) => errors.push(error));
  server.emit("connection", socket);
  for (let time = 0; time < 2; time += 1) {
    socket.push(bytes);
    await nextTurns();
  }
  expect(told()).toBe(1);
  const before = heard.length;
  socket.end();
  socket.push(bytes);
  await nextTurns();
  expect([told(), heard.length, errors]).toEqual([1, before, []]);
  socket.destroy();
});
