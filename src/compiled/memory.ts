import type { Premise } from "./run";
import { flat, type ByteText } from "./text";

/** A text, and what has to be as it was for the text to be true. */
export interface Remembered {
  readonly text: ByteText;
  readonly premises: readonly Premise[];
}

/** What was written about objects that never change, by the very object. Bounded by bytes, whatever is remembered. */
export interface Memory {
  recall(about: object, part: object): Remembered | undefined;
  remember(about: object, part: object, remembered: Remembered): void;
  /** Bytes that are held at most; what died with its object is counted until the next turn. */
  bytes(): number;
}

/** Shorter texts are written again sooner than found. */
const SHORTEST = 200;
/** What a premise weighs, about. */
const PREMISE = 200;

type Generation = WeakMap<object, Map<object, Remembered>>;

/**
 * Two generations: when the younger has half of the bytes it becomes the elder, and the elder is forgotten. What is
 * still asked for moves over; an object that nobody else holds is let go with all that was written about it.
 */
export function createMemory(mostBytes: number): Memory {
  let young: Generation = new WeakMap();
  let old: Generation = new WeakMap();
  let youngBytes = 0;
  let oldBytes = 0;

  function keep(about: object, part: object, remembered: Remembered): void {
    const size = sizeOf(remembered);
    if (youngBytes + size > mostBytes / 2) {
      old = young;
      oldBytes = youngBytes;
      young = new WeakMap();
      youngBytes = 0;
    }
    const parts = young.get(about) ?? new Map<object, Remembered>();
    // What is remembered anew is counted twice until the next turn: that errs to the safe side.
    young.set(about, parts.set(part, remembered));
    youngBytes += size;
  }

  return {
    recall(about, part) {
      const known = young.get(about)?.get(part);
      if (known !== undefined) return known;
      const faded = old.get(about)?.get(part);
      if (faded !== undefined) keep(about, part, faded);
      return faded;
    },
    remember(about, part, remembered) {
      if (remembered.text.length < SHORTEST || sizeOf(remembered) > mostBytes / 4) return;
      keep(about, part, { ...remembered, text: flat(remembered.text) });
    },
    bytes: () => youngBytes + oldBytes,
  };
}

function sizeOf({ text, premises }: Remembered): number {
  return text.length + premises.length * PREMISE;
}
