/** A generator whose numbers are the same in every run from the same seed, so that a seeded state is the same everywhere. */
export interface Random {
  /** At least 0 and below 1. */
  next(): number;
  /** A whole number from low to high, both included. */
  integer(low: number, high: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** Characters drawn from the alphabet. */
  text(length: number, alphabet?: string): string;
  hex(length: number): string;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Mulberry32: 32 bits of state, good enough to make names and ids, and for nothing that must not be guessed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const text = (length: number, alphabet = LETTERS) =>
    Array.from({ length }, () => alphabet[integer(0, alphabet.length - 1)]).join("");
  return {
    next,
    integer,
    text,
    pick: (items) => items[integer(0, items.length - 1)] as (typeof items)[number],
    hex: (length) => text(length, "0123456789abcdef"),
  };
}
