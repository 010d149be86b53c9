import { createRandom, type SandboxClock } from "../../../sandbox";

export interface Identifiers {
  /** A decimal snowflake: milliseconds since the server's epoch, ten bits of node, twelve of sequence. */
  snowflake(): string;
  chatId(): number;
  imUserId(): number;
  imPassword(): string;
}

const NODE = 1n;
const SEQUENCES = 4096n;
const PASSWORD_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890!@#$%^&*()[]{}.,";

export function createIdentifiers(clock: SandboxClock): Identifiers {
  const random = createRandom(20230613);
  let last = -1n;
  let chat = 19_900_000;
  let imUser = 9_000_000;
  return {
    snowflake() {
      const first = BigInt(clock.now()) * SEQUENCES;
      last = first > last ? first : last + 1n;
      return composeSnowflake(Number(last / SEQUENCES), Number(last % SEQUENCES));
    },
    chatId: () => (chat += 1),
    imUserId: () => (imUser += 1),
    imPassword: () => random.text(8, PASSWORD_CHARACTERS),
  };
}

const SNOWFLAKE_EPOCH = 1288834974657n;

export function composeSnowflake(milliseconds: number, sequence = 0): string {
  return (((BigInt(milliseconds) - SNOWFLAKE_EPOCH) << 22n) | (NODE << 12n) | BigInt(sequence)).toString();
}

/** Request ids: four bytes for the process and eight for the nanosecond, in 16 characters of base64url. */
export function createRequestIds(clock: SandboxClock): () => string {
  const PROCESS = 0x5a4b1c0d;
  let count = 0n;
  return () => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt32LE(PROCESS, 0);
    bytes.writeBigUInt64LE(BigInt(clock.now()) * 1_000_000n + (count++ % 1_000_000n), 4);
    return bytes.toString("base64url");
  };
}
