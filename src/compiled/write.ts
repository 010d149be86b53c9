import type { Path } from "graphql/jsutils/Path";
import type { WriteObject } from "./complete";
import type { FieldWriter } from "./field";
import { whenAll, type Premise, type Run, type Written } from "./run";
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

/** What an object is written of, for whoever joins it. */
export interface Parts {
  write(run: Run, source: object, path: Path | undefined): readonly ByteText[] | Promise<readonly ByteText[]>;
  join(texts: readonly ByteText[]): ByteText;
}

export function partsOf(writers: readonly FieldWriter[]): Parts {
  const pieces = writers.map(pieceOf);
  return { write: writeTexts(pieces), join: (texts) => `{${join(pieces, texts)}}` };
}

/**
 * Writes an object, and remembers what was written of one that never changes: neighbouring fields together, so that a
 * field that is asked anew each time leaves those around it what they were.
 */
export function writeRemembering(writers: readonly FieldWriter[]): WriteObject {
  const pieces: Piece[] = [];
  let together: FieldWriter[] = [];
  const close = () => {
    if (together.length > 0) pieces.push(remembering(writePieces(together.map(pieceOf))));
    together = [];
  };
  for (const writer of writers) {
    if (writer.settled === "always") {
      together.push(writer);
      continue;
    }
    close();
    pieces.push(writer.settled === "perhaps" ? remembering(writePieces([pieceOf(writer)])) : pieceOf(writer));
  }
  close();
  if (writers.some(({ settled }) => settled === "never")) return joining(pieces);
  // The whole as one: of a page that has not changed, a single text is found.
  const whole = remembering(
    writers.some(({ settled }) => settled === "perhaps") ? joining(pieces) : writeObject(writers),
  );
  return (run, source, path) => whole.write(run, source, path);
}

function pieceOf(writer: FieldWriter): Piece {
  return { lead: `${JSON.stringify(writer.name)}:`, write: (run, source, path) => writer.write(run, source, path) };
}

function remembering(write: WriteObject): Piece {
  const part = {};
  return {
    lead: "",
    write(run, source, path) {
      if (!Object.isFrozen(source)) return write(run, source, path);
      const known = run.memory.recall(source, part);
      if (known?.premises.every((premise) => premise.holds(run.context))) {
        if (run.premises) for (const premise of known.premises) run.premises.add(premise);
        return known.text;
      }
      const { settled: before, premises: others } = run;
      const premises = new Set<Premise>();
      run.settled = true;
      run.premises = premises;
      try {
        const written = write(run, source, path);
        const settled = run.settled as boolean;
        if (typeof written === "string" && settled)
          run.memory.remember(source, part, { text: written, premises: [...premises] });
        return written;
      } finally {
        run.settled &&= before;
        if (others) for (const premise of premises) others.add(premise);
        run.premises = others;
      }
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

function writePieces(pieces: readonly Piece[]): WriteObject {
  const write = writeTexts(pieces);
  return (run, source, path) => {
    const texts = write(run, source, path);
    return "then" in texts ? texts.then((there) => join(pieces, there)) : join(pieces, texts);
  };
}

/** In the order of the pieces, whichever is there first. What waits goes on when another fails, as in graphql-js. */
function writeTexts(pieces: readonly Piece[]): Parts["write"] {
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
    return waits ? whenAll(written) : (written as ByteText[]);
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
