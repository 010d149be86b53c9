import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedEvent {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly type: string; readonly body: unknown };
}

export interface EventSink {
  readonly url: string;
  readonly received: readonly ReceivedEvent[];
  /** Resolves when so many events have arrived in all. */
  arrived(count: number): Promise<readonly ReceivedEvent[]>;
  close(): Promise<void>;
}

/** A business server that takes events and answers each with the status. */
export async function startEventSink(status = 200, answer = '{"code":0}'): Promise<EventSink> {
  const received: ReceivedEvent[] = [];
  let waiting: { count: number; resolve: (events: readonly ReceivedEvent[]) => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as ReceivedEvent["body"];
      received.push({ path: request.url ?? "", headers: request.headers, body });
      response.writeHead(status, { "content-type": "application/json" }).end(answer);
      waiting = waiting.filter(({ count, resolve }) => {
        if (received.length < count) return true;
        resolve(received);
        return false;
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    arrived: (count) =>
      received.length >= count ? Promise.resolve(received) : new Promise((resolve) => waiting.push({ count, resolve })),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
