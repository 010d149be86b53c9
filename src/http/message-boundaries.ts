/** Where a chunk leaves a connection between its messages. */
export type Boundary =
  /** It is a message, whole and nothing but that. */
  | "whole"
  /** It begins a message, or goes on with one, of which more is to come. */
  | "within"
  /** It ends a message that came in several chunks. */
  | "end"
  /** It cannot be told, or is nothing that has to be known here. */
  | "lost";

/**
 * Keeps track of where the messages of one connection begin, for those that are asked over and over: a POST to /graphql
 * with a body of a length that is said beforehand. It never guesses. Whatever else comes, or comes in other ways, such as
 * two messages in one chunk, the connection is lost to it.
 */
export class MessageBoundaries {
  private begun: Buffer | null = null;
  private missing = 0;

  see(chunk: Buffer): Boundary {
    if (this.missing > 0) return this.goOn(chunk);
    const head = this.begun ? Buffer.concat([this.begun, chunk]) : chunk;
    const end = head.indexOf(HEAD_END);
    if (end < 0) {
      const mayBe = head.length < LONGEST_HEAD && REQUEST_LINE.subarray(0, head.length).equals(beginningOf(head));
      this.begun = head;
      return mayBe ? "within" : "lost";
    }
    const length = bodyLengthIn(head.subarray(0, end + HEAD_END.length));
    if (length === null) return "lost";
    const isFirst = this.begun === null;
    this.begun = null;
    this.missing = end + HEAD_END.length + length;
    const boundary = this.goOn(head);
    return boundary === "end" && isFirst ? "whole" : boundary;
  }

  /** Whether a message has begun that has not ended. */
  isWithin(): boolean {
    return this.begun !== null || this.missing > 0;
  }

  private goOn(chunk: Buffer): Boundary {
    this.missing -= chunk.length;
    if (this.missing < 0) return "lost";
    return this.missing === 0 ? "end" : "within";
  }
}

const HEAD_END = Buffer.from("\r\n\r\n");
const REQUEST_LINE = Buffer.from("POST /graphql HTTP/1.1\r\n");
const LONGEST_HEAD = 16 * 1024;

function beginningOf(head: Buffer): Buffer {
  return head.subarray(0, REQUEST_LINE.length);
}

/** Null for a head whose body ends elsewhere than after so many bytes, or that asks for more than an answer. */
function bodyLengthIn(head: Buffer): number | null {
  if (!beginningOf(head).equals(REQUEST_LINE)) return null;
  const text = head.toString("latin1");
  if (UNUSUAL.test(text)) return null;
  const [[, digits = ""] = [], ...more] = [...text.matchAll(LENGTH)];
  return more.length === 0 && digits !== "" ? Number(digits) : null;
}

/**
 * Lines that end or go on in ways of their own, and headers that change what a message is or what the connection is for.
 * Node heeds `Proxy-Connection` as it does `Connection`.
 */
const UNUSUAL =
  /[^\r]\n|\r[^\n]|\n[ \t]|\n(?:transfer-encoding|upgrade|expect|trailer|(?:proxy-)?connection(?!: keep-alive\r))/i;
const LENGTH = /\ncontent-length: (\d{1,6})\r/gi;
