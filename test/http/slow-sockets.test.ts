import { connect, type Socket } from "node:net";
import { once } from "node:events";
import { useFakeApp } from "../support/fake-app";
import { createFakeProvider } from "../support/fake-provider";

const fake = useFakeApp([createFakeProvider()]);
const sockets: Socket[] = [];
afterAll(() => sockets.forEach((socket) => socket.destroy()));

/** Says a part of a request, and then nothing more. Resolves with what it was told before it was closed. */
async function openSlowly(port: number, text: string): Promise<() => Promise<string>> {
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  let told = "";
  socket.setEncoding("utf8").on("data", (part: string) => (told += part));
  const closed = new Promise<string>((resolve) => socket.once("close", () => resolve(told)));
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write(text);
  return () => closed;
}

test("two hundred callers who do not finish their headers are sent away, and nobody waits for them", async () => {
  const port = Number(new URL(fake.app.url).port);
  const partly = "POST /graphql HTTP/1.1\r\nhost: shop.example\r\ncontent-type: application/json\r\nx-slow: ";
  const slow = await Promise.all(Array.from({ length: 200 }, () => openSlowly(port, partly)));
  expect(await fake.run("{ viewer { role } }")).toEqual({ data: { viewer: { role: "ADMIN" } } });
  const told = await Promise.all(slow.map((closed) => closed()));
  expect(told).toHaveLength(200);
  for (const answer of told)
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n[\s\S]*"code":"BAD_USER_INPUT"/);
}, 60_000);

test("what is no request is answered in the shape of everything else", async () => {
  const closed = await openSlowly(Number(new URL(fake.app.url).port), "HELLO\r\n\r\n");
  const answer = await closed();
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  const [, body = ""] = answer.split("\r\n\r\n");
  expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
});
