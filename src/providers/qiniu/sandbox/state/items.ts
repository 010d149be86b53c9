import { failures, Panic } from "../failure";
import type { Trace } from "../trace";
import { mergeTextMaps, writeJson, type TextMap } from "../wire/json-writer";
import { collate, fits, sameText } from "./collation";
import { needDatabase, needDatabaseRaw } from "./database";
import type { Item } from "./entities";
import { findRoom } from "./rooms";

/** An item as the wire brings it. */
export interface ItemInput {
  readonly item_id: string;
  readonly title: string;
  readonly tags: string;
  readonly thumbnail: string;
  readonly link: string;
  readonly current_price: string;
  readonly origin_price: string;
  readonly status: number;
  readonly record: { readonly id: number } | null;
  readonly extends: TextMap | null;
}

const MOST_ITEMS = 100;

/** Every item of the room, the one added last first. */
export function listItems(trace: Trace, liveId: string): readonly Item[] {
  needDatabase(trace);
  return [...presentItems(trace, liveId)].sort((a, b) => b.order - a.order);
}

/** The items of the room that were not deleted, in the order of their addition. */
export function presentItems({ world }: Trace, liveId: string): readonly Item[] {
  return world.items.under(collate(liveId)).filter((item) => !item.deleted);
}

export function findItem(trace: Trace, liveId: string, itemId: string): Item | null {
  needDatabase(trace);
  return presentItems(trace, liveId).find((item) => sameText(item.itemId, itemId)) ?? null;
}

/**
 * Adds all items or none. An id that is already in the room is refused; one that stands twice in the same call is not
 * noticed, and is then there twice. A database that is down looks like a room that does not exist.
 */
export function addItems(trace: Trace, liveId: string, inputs: readonly (ItemInput | null)[]): void {
  if (trace.struck("db-down")) throw failures.notFound();
  try {
    findRoom(trace, liveId);
  } catch {
    throw failures.notFound();
  }
  const present = presentItems(trace, liveId);
  if (present.length + inputs.length > MOST_ITEMS) throw failures.tooManyItems();
  const valid = inputs.map(refuseInvalid);
  if (valid.some((input) => present.some((item) => sameText(item.itemId, input.item_id))))
    throw failures.alreadyExists();
  if (!valid.every(fitsColumns)) throw failures.database();
  let order = Math.max(0, ...trace.world.items.under(collate(liveId)).map((item) => item.order));
  for (const input of valid) {
    trace.world.items.insert({
      liveId,
      itemId: input.item_id,
      order: (order += 1),
      title: input.title,
      tags: input.tags,
      thumbnail: input.thumbnail,
      link: input.link,
      currentPrice: input.current_price,
      originPrice: input.origin_price,
      status: input.status,
      recordId: input.record?.id ?? 0,
      extends: input.extends,
      deleted: false,
    });
  }
}

function refuseInvalid(input: ItemInput | null): ItemInput {
  if (input === null) throw new Panic();
  if (input.item_id === "" || input.title === "" || input.current_price === "" || input.status > 2)
    throw failures.invalid();
  return input;
}

function fitsColumns(input: ItemInput): boolean {
  const columns: readonly (readonly [string, number])[] = [
    [input.item_id, 64],
    [input.title, 64],
    [input.tags, 128],
    [input.thumbnail, 255],
    [input.link, 255],
    [input.current_price, 64],
    [input.origin_price, 64],
    [writeJson(input.extends), 1024],
  ];
  return columns.every(([text, length]) => fits(text, length));
}

/** Unknown ids are passed over, and the item being explained is kept without a word. */
export function deleteItems(trace: Trace, liveId: string, itemIds: readonly string[]): void {
  needDatabase(trace);
  const { items, explained } = trace.world;
  const kept = explained.get(collate(liveId));
  for (const item of presentItems(trace, liveId)) {
    if (kept !== undefined && sameText(item.itemId, kept)) continue;
    if (itemIds.some((itemId) => sameText(item.itemId, itemId))) items.save({ ...item, deleted: true });
  }
}

/** Unknown items and rooms are passed over. */
export function setItemStatuses(
  trace: Trace,
  liveId: string,
  changes: readonly ({ readonly item_id: string; readonly status: number } | null)[],
): void {
  const known = changes.map((change) => {
    if (change === null) throw new Panic();
    if (change.status > 2) throw invalidText(`invalid item status ${change.status}`);
    return change;
  });
  needDatabaseRaw(trace);
  for (const { item_id, status } of known) {
    for (const item of presentItems(trace, liveId)) {
      if (sameText(item.itemId, item_id)) trace.world.items.save({ ...item, status });
    }
  }
}

/**
 * Changes what is not empty; the free attributes are merged. The recording is always set to what the change names: a
 * change that names none takes it away.
 */
export function updateItem(trace: Trace, liveId: string, itemId: string, change: ItemInput): void {
  const old = findItem(trace, liveId, itemId);
  if (!old) throw failures.notFound();
  const merged =
    Object.keys(change.extends ?? {}).length > 0 ? mergeTextMaps(old.extends, change.extends) : old.extends;
  if (!fitsColumns({ ...change, extends: merged })) throw failures.database();
  trace.world.items.save({
    ...old,
    title: change.title || old.title,
    tags: change.tags || old.tags,
    thumbnail: change.thumbnail || old.thumbnail,
    link: change.link || old.link,
    currentPrice: change.current_price || old.currentPrice,
    originPrice: change.origin_price || old.originPrice,
    recordId: change.record?.id ?? 0,
    extends: merged,
  });
}

/** Merges; a key that is there stays there. */
export function mergeItemExtends(trace: Trace, liveId: string, itemId: string, attributes: TextMap | null): void {
  const old = findItem(trace, liveId, itemId);
  if (!old) throw failures.notFound();
  const merged = mergeTextMaps(old.extends, attributes);
  if (!fits(writeJson(merged), 1024)) throw failures.database();
  trace.world.items.save({ ...old, extends: merged });
}

/** A refusal that says the same in either family. */
export function invalidText(text: string) {
  return failures.invalid(text, text);
}
