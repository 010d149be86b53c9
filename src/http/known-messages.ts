import type { IncomingHttpHeaders } from "node:http";
import { LRUCache } from "lru-cache";
import type { ByteText } from "../compiled/text";
import { withoutNames } from "./message-names";

/** What the bytes of a whole message say, whoever sends them. */
export interface KnownMessage {
  /** But for those that name a single request. */
  readonly headers: IncomingHttpHeaders;
  readonly body: ByteText;
  /** The beginning of the answer's head. */
  readonly head: string;
}

export interface FoundMessage {
  readonly message: KnownMessage;
  /** The name that its sender has given this one. */
  readonly requestId: string | undefined;
}

/** Messages that Node has read before, head and body, known by their bytes. */
export interface KnownMessages {
  find(bytes: Buffer): FoundMessage | null;
  learn(bytes: Buffer, message: KnownMessage): void;
}

/** Bytes of messages. */
const MOST_BYTES = 8 * 1024 * 1024;
const LONGEST_MESSAGE = 16 * 1024;
/** The text, the headers and the body of a message, each about as large as it; and what holds them. */
const weigh = (_message: KnownMessage, text: string) => 4 * text.length + 1000;

export function createKnownMessages(): KnownMessages {
  const messages = new LRUCache<string, KnownMessage>({ maxSize: MOST_BYTES, sizeCalculation: weigh });
  return {
    find(bytes) {
      if (bytes.length > LONGEST_MESSAGE) return null;
      // One character for each byte.
      const text = bytes.toString("latin1");
      const message = messages.get(text);
      if (message) return { message, requestId: undefined };
      const unnamed = withoutNames(text);
      const named = unnamed && messages.get(unnamed.text);
      return named ? { message: named, requestId: unnamed.requestId } : null;
    },
    learn(bytes, message) {
      if (bytes.length > LONGEST_MESSAGE) return;
      const text = bytes.toString("latin1");
      const { "x-request-id": _own, ...headers } = message.headers;
      messages.set(withoutNames(text)?.text ?? text, { ...message, headers });
    },
  };
}
