import type { Account } from "../domain/account";
import { LiveError } from "../domain/error";

/** A page of a list, as clients page through it. */
export interface Connection<Edge> {
  readonly edges: readonly Edge[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Counts what the whole list holds; asked only when somebody wants to know. Null: cannot be told. */
  total(): Promise<number | null> | number | null;
  readonly unavailable: readonly UnavailableAccount[];
}

export interface EdgeOf<Node> {
  readonly cursor: string;
  readonly node: Node;
}

/** An account that is missing from an answer, and why. The others are answered all the same. */
export interface UnavailableAccount {
  readonly account: Account;
  readonly error: LiveError;
}

export interface PageRequest {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page that stands for one that could not be read. */
export function nothingOf<Edge>({ after }: PageRequest): Connection<Edge> {
  return { edges: [], hasNextPage: false, hasPreviousPage: Boolean(after), total: () => null, unavailable: [] };
}

export const LARGEST_PAGE = 100;

/** `first` is 1 to 100; anything else is an error rather than a silent other size. */
export function checkFirst(first: number, largest = LARGEST_PAGE): number {
  if (Number.isInteger(first) && first >= 1 && first <= largest) return first;
  throw new LiveError(
    "BAD_USER_INPUT",
    { en: `first must be 1 to ${largest}.`, zh: `first 须为 1 到 ${largest}。` },
    { field: ["first"] },
  );
}
