import type { Path } from "graphql/jsutils/Path";
import type { WriteObject } from "./complete";
import type { FieldWriter } from "./field";
import { whenAll, type Run, type Written } from "./run";
import type { ByteText } from "./text";

/** A part of an object's text: one field behind its name, or several. */
interface Piece {
  readonly lead: ByteText;
  write(run: Run, source: object, path: Path | undefined): Written;
}

/** Writes an object field by field. */
export function writeObject(writers: readonly FieldWriter[]): WriteObject {
  return joining(writers.map(pieceOf));
}

/**
 * Writes an object, and remembers what was written of one that never changes: neighbouring fields together, so that a
 * field that is asked anew each time leaves those around it what they were.
 */
export function writeRemembering(writers: readonly FieldWriter[]): WriteObject {
  const pieces: Piece[] = [];
  let together: FieldWriter[] = [];
  const close = () => {
    if (together.length > 0) pieces.push(remembering(together.map(pieceOf)));
    together = [];
  };
  for (const writer of writers) {
    if (writer.settled === "always") {
      together.push(writer);
      continue;
    }
    close();
    pieces.push(writer.settled === "perhaps" ? remembering([pieceOf(writer)]) : pieceOf(writer));
  }
  close();
  return joining(pieces);
}

function pieceOf(writer: FieldWriter): Piece {
  return { lead: `${JSON.stringify(writer.name)}:`, write: (run, source, path) => writer.write(run, source, path) };
}

function remembering(pieces: readonly Piece[]): Piece {
  const part = {};
  const write = writePieces(pieces);
  return {
    lead: "",
    write(run, source, path) {
      if (!Object.isFrozen(source)) return write(run, source, path);
      const known = run.memory.recall(source, part);
      if (known !== undefined) return known;
      const before = run.settled;
      run.settled = true;
      const written = write(run, source, path);
      const settled = run.settled as boolean;
      if (typeof written === "string" && settled) run.memory.remember(source, part, written);
      run.settled = before && settled;
      return written;
    },
  };
}

function joining(pieces: readonly Piece[]): WriteObject {
  const write = writePieces(pieces);
  return (run, source, path) => {
    const written = write(run, source, path);
    return typeof written === "string" ? `{${written}}` : written.then((text) => `{${text}}`);
  };
}

/** In the order of the pieces, whichever is there first. What waits goes on when another fails, as in graphql-js. */
function writePieces(pieces: readonly Piece[]): Piece["write"] {
  return (run, source, path) => {
    const written: Written[] = [];
    let waits = false;
    try {
      for (const piece of pieces) {
        const text = piece.write(run, source, path);
        if (typeof text !== "string") waits = true;
        written.push(text);
      }
    } catch (error) {
      if (!waits) throw error;
      return failAfter(written, error);
    }
    return waits ? whenAll(written).then((texts) => join(pieces, texts)) : join(pieces, written as ByteText[]);
  };
}

async function failAfter(written: readonly Written[], error: unknown): Promise<never> {
  await whenAll(written).catch(() => undefined);
  throw error;
}

function join(pieces: readonly Piece[], texts: readonly ByteText[]): ByteText {
  let joined = "";
  for (const [index, { lead }] of pieces.entries()) joined += `${index > 0 ? "," : ""}${lead}${texts[index] as string}`;
  return joined;
}
