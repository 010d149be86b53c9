import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { writeJson } from "./wire/json-writer";

/** One event as it was sent, and what became of it. */
export interface SentCallback {
  readonly type: string;
  readonly url: string;
  readonly requestId: string;
  /** HTTP status of the answer, 0 while there is none. */
  status: number;
  error: string | null;
}

/** What caused an event. */
interface Cause {
  readonly requestId: string;
  struck(kind: "callback-down"): boolean;
}

export interface Callbacks {
  /** Where events go; null for nowhere. Outlives a reset, as a deployment's configuration does. */
  url: string | null;
  /**
   * Sends an event once, without waiting, retrying or signing, and never fails. The promise is for control requests,
   * which may wait until the receiver has answered.
   */
  send(cause: Cause, type: string, body: object): Promise<SentCallback | null>;
  sent(): readonly SentCallback[];
  forget(): void;
  close(): void;
}

const DIAL_MILLISECONDS = 5000;
const LONGEST_MEMORY = 1000;

export function createCallbacks(url: string | null): Callbacks {
  let sent: SentCallback[] = [];
  const under = new Set<() => void>();

  function post(event: SentCallback, body: string): Promise<SentCallback> {
    return new Promise((resolve) => {
      const finish = (status: number, error: string | null) => {
        under.delete(abort);
        event.status = status;
        event.error = error;
        resolve(event);
      };
      const abort = () => outgoing.destroy();
      const send = event.url.startsWith("https:") ? requestHttps : requestHttp;
      const outgoing = send(event.url, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          "User-Agent": "Golang qiniu/rpc package",
          "X-Reqid": event.requestId,
          "Content-Length": Buffer.byteLength(body),
        },
        timeout: DIAL_MILLISECONDS,
      });
      under.add(abort);
      outgoing.on("socket", (socket) => socket.once("connect", () => socket.setTimeout(0)));
      outgoing.on("timeout", abort);
      outgoing.on("error", (error) => finish(0, error.message));
      outgoing.on("response", (answer) => {
        answer.resume();
        answer.on("close", () => finish(answer.statusCode ?? 0, null));
      });
      outgoing.end(body);
    });
  }

  const callbacks: Callbacks = {
    url,
    async send(cause, type, body) {
      if (callbacks.url === null) return null;
      const event: SentCallback = { type, url: callbacks.url, requestId: cause.requestId, status: 0, error: null };
      sent = [...sent.slice(1 - LONGEST_MEMORY), event];
      if (cause.struck("callback-down")) {
        event.error = "callback-down";
        return event;
      }
      return post(event, writeJson({ type, body }));
    },
    sent: () => sent,
    forget() {
      sent = [];
    },
    close() {
      for (const abort of under) abort();
    },
  };
  return callbacks;
}
