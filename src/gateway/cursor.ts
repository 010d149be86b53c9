import { LiveError } from "../domain/error";

/** Where a list goes on, by account key: the account's own position, opaque to everybody but its reader. */
export type Positions = Readonly<Record<string, string>>;

/**
 * A cursor is opaque to clients. Inside, it names the connection it belongs to and carries one position per account, so
 * that an account that could not be asked goes on where it was.
 */
export function encodeCursor(connection: string, positions: Positions): string {
  return Buffer.from(JSON.stringify([connection, positions])).toString("base64url");
}

/** Refuses a text that is no cursor, and a cursor of another connection. */
export function decodeCursor(connection: string, cursor: string): Positions {
  const [name, positions] = parse(cursor);
  if (!isPositions(positions)) {
    throw notACursor();
  }
  if (name !== connection) {
    throw badCursor("This cursor belongs to another list.", "该分页游标属于其他列表。");
  }
  return positions;
}

const LONGEST = 4096;

function parse(cursor: string): [unknown, unknown] {
  if (cursor.length > LONGEST) return [null, null];
  try {
    const value = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as unknown;
    return Array.isArray(value) && value.length === 2 ? [value[0], value[1]] : [null, null];
  } catch {
    return [null, null];
  }
}

function isPositions(value: unknown): value is Positions {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((position) => typeof position === "string");
}

/** For a text that is no cursor, or none that we made. */
export function notACursor(): LiveError {
  return badCursor("This is not a cursor of this API.", "这不是有效的分页游标。");
}

function badCursor(en: string, zh: string): LiveError {
  return new LiveError("BAD_USER_INPUT", { en, zh }, { field: ["after"] });
}
