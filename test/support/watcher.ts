import { createClient, type ClientOptions } from "graphql-ws";
import WebSocket from "ws";
import type { FormattedExecutionResult } from "graphql";
import type { TypedDocumentString } from "../generated/graphql";

export type Told = FormattedExecutionResult<Readonly<Record<string, unknown>>>;

/** Somebody who watches, by whatever way. */
export interface Watcher {
  /** What came, in order. */
  readonly told: Told[];
  /** Why it ended: null for an orderly end, undefined while it goes on. */
  readonly end: () => unknown;
  /** The next answer, from now or since the last call. */
  next(): Promise<Told>;
  /** When it has ended. */
  readonly ended: Promise<unknown>;
  stop(): void;
}

type Document = TypedDocumentString<unknown, never> | string;

export interface WatchOptions {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly lastEventId?: string;
  readonly authorization?: string;
  readonly client?: Partial<ClientOptions>;
}

/** Over websocket, with the client of graphql-ws. */
export async function watchBySocket(url: string, document: Document, options: WatchOptions = {}): Promise<Watcher> {
  const { variables, lastEventId, authorization } = options;
  let hasConnected: () => void = () => undefined;
  const connected = new Promise<void>((resolve) => (hasConnected = resolve));
  const client = createClient({
    url: `${url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(authorization === undefined ? {} : { connectionParams: { authorization } }),
    ...options.client,
  });
  const watcher = collect();
  client.on("connected", () => hasConnected());
  const stop = client.subscribe(
    {
      query: document.toString(),
      ...(variables ? { variables } : {}),
      ...(lastEventId === undefined ? {} : { extensions: { lastEventId } }),
    },
    { next: (result) => watcher.add(result as Told), error: watcher.finish, complete: () => watcher.finish(null) },
  );
  await Promise.race([connected, watcher.ended]);
  return watcher.as(() => {
    stop();
    void client.dispose();
  });
}

/** Over server-sent events, with nothing but fetch, so that the bytes are looked at too. */
export async function watchByStream(
  url: string,
  document: Document,
  options: WatchOptions = {},
): Promise<StreamWatcher> {
  const stopped = new AbortController();
  const response = await fetch(`${url}/graphql/stream`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "text/event-stream",
      ...(options.lastEventId === undefined ? {} : { "last-event-id": options.lastEventId }),
      ...(options.authorization === undefined ? {} : { authorization: options.authorization }),
    },
    body: JSON.stringify({ query: document.toString(), variables: options.variables }),
    signal: stopped.signal,
  });
  const watcher = collect();
  const ids: string[] = [];
  const read = async () => {
    let text = "";
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString("utf8");
      const parts = text.split("\n\n");
      text = parts.pop() ?? "";
      for (const part of parts) {
        const lines = part.split("\n").map((line) => line.split(/: ?(.*)/s).slice(0, 2));
        const fields = Object.fromEntries(lines) as Readonly<Record<string, string>>;
        if (fields["event"] === "next") {
          if (fields["id"]) ids.push(fields["id"]);
          watcher.add(JSON.parse(fields["data"] ?? "") as Told);
        }
        if (fields["event"] === "complete") watcher.finish(null);
      }
    }
  };
  if (response.ok) read().catch(watcher.finish);
  return { ...watcher.as(() => stopped.abort()), response, ids };
}

export interface StreamWatcher extends Watcher {
  readonly response: Response;
  /** The ids of server-sent events. */
  readonly ids: readonly string[];
}

function collect() {
  const told: Told[] = [];
  let taken = 0;
  let wake: (() => void)[] = [];
  let end: unknown;
  let finish: (reason: unknown) => void = () => undefined;
  const ended = new Promise<unknown>((resolve) => {
    finish = (reason) => {
      if (end === undefined) end = reason;
      resolve(reason);
      for (const resume of wake.splice(0)) resume();
    };
  });
  return {
    ended,
    finish,
    add(result: Told) {
      told.push(result);
      for (const resume of wake.splice(0)) resume();
    },
    as: (stop: () => void): Watcher => ({
      told,
      end: () => end,
      ended,
      stop,
      async next() {
        while (taken >= told.length) {
          if (end !== undefined) throw new Error(`it has ended: ${JSON.stringify(end)}`);
          await new Promise<void>((resolve) => (wake = [...wake, resolve]));
        }
        taken += 1;
        return told[taken - 1] as Told;
      },
    }),
  };
}
