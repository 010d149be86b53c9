import type { QiniuPage } from "../protocol/wire";

export interface PageRequest {
  readonly number: number;
  readonly size: number;
}

/** What Go makes of a division by zero once it is a whole number. */
const SMALLEST_INTEGER = -(2n ** 63n);

/**
 * One page of rows. `end_page` is true on a page shorter than asked for, so that a last page that is exactly full says
 * false. Sizes below zero mean no limit and zero means no rows; the number of pages is then nonsense, as on the server.
 */
export function pageOf<Row, Shown>(
  rows: readonly Row[],
  { number, size }: PageRequest,
  show: (row: Row) => Shown | null,
): QiniuPage<Shown> {
  const offset = size < 0 ? 0 : Math.max(0, (number - 1) * size);
  const cut = size < 0 ? rows : rows.slice(offset, offset + size);
  return {
    total_count: rows.length,
    page_total: pageCount(rows.length, size),
    end_page: cut.length < size,
    list: cut.map(show).filter((shown) => shown !== null),
  };
}

export function pageCount(total: number, size: number): number {
  // Written out in full by the JSON writer, where a double would be rounded.
  return size === 0 ? (SMALLEST_INTEGER as unknown as number) : Math.ceil(total / size);
}
