import { flat, type ByteText } from "./text";

/** What was written about objects that never change, by the very object. Bounded by bytes, whatever is remembered. */
export interface Memory {
  recall(about: object, part: object): ByteText | undefined;
  remember(about: object, part: object, text: ByteText): void;
  /** Bytes of text that are held at most; what died with its object is counted until the next turn. */
  bytes(): number;
}

/** Shorter texts are written again sooner than found. */
const SHORTEST = 200;

type Generation = WeakMap<object, Map<object, ByteText>>;

/**
 * Two generations: when the younger has half of the bytes it becomes the elder, and the elder is forgotten. What is
 * still asked for moves over; an object that nobody else holds is let go with all that was written about it.
 */
export function createMemory(mostBytes: number): Memory {
  let young: Generation = new WeakMap();
  let old: Generation = new WeakMap();
  let youngBytes = 0;
  let oldBytes = 0;

  function keep(about: object, part: object, text: ByteText): void {
    if (youngBytes + text.length > mostBytes / 2) {
      old = young;
      oldBytes = youngBytes;
      young = new WeakMap();
      youngBytes = 0;
    }
    const texts = young.get(about) ?? new Map<object, ByteText>();
    young.set(about, texts.set(part, text));
    youngBytes += text.length;
  }

  return {
    recall(about, part) {
      const known = young.get(about)?.get(part);
      if (known !== undefined) return known;
      const faded = old.get(about)?.get(part);
      if (faded !== undefined) keep(about, part, faded);
      return faded;
    },
    remember(about, part, text) {
      if (text.length >= SHORTEST && text.length <= mostBytes / 4) keep(about, part, flat(text));
    },
    bytes: () => youngBytes + oldBytes,
  };
}
