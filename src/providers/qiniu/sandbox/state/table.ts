/** A row of a table. Rows are never changed, only replaced. */
export interface Row {
  readonly id: number;
}

/** A table as the database keeps it, together with what a replica that lags behind still sees. */
export interface Table<Entity extends Row> {
  insert(fields: Omit<Entity, "id">): Entity;
  save(entity: Entity): Entity;
  remove(entity: Entity): void;
  /** All rows, oldest first. */
  all(lagging?: boolean): readonly Entity[];
  /** The rows that share the key, oldest first. */
  under(key: string, lagging?: boolean): readonly Entity[];
  /** From now on the replica knows everything there is. */
  settle(): void;
}

/** How far a lagging replica is behind. */
const LAG_MILLISECONDS = 5000;

interface History<Entity> {
  readonly key: string;
  versions: { at: number; entity: Entity | null }[];
}

/** The key of a row is fixed when it is inserted; rows with the same key are found without looking at the others. */
export function createTable<Entity extends Row>(now: () => number, keyOf: (entity: Entity) => string): Table<Entity> {
  const rows = new Map<number, History<Entity>>();
  const keys = new Map<string, Set<number>>();
  let nextId = 1;

  const write = (id: number, entity: Entity | null) => {
    const history = rows.get(id);
    if (!history) return;
    const at = now();
    const recent = history.versions.filter((version) => version.at < at);
    const known = recent.findLastIndex((version) => version.at <= at - LAG_MILLISECONDS);
    history.versions = [...recent.slice(Math.max(0, known)), { at, entity }];
  };
  const read = (id: number, lagging: boolean): Entity | null => {
    const versions = rows.get(id)?.versions ?? [];
    const until = now() - LAG_MILLISECONDS;
    return versions.findLast((version) => !lagging || version.at <= until)?.entity ?? null;
  };
  const present = (ids: Iterable<number>, lagging: boolean): Entity[] =>
    [...ids].map((id) => read(id, lagging)).filter((entity) => entity !== null);

  return {
    insert(fields) {
      const id = nextId++;
      const entity = { id, ...fields } as Entity;
      const key = keyOf(entity);
      rows.set(id, { key, versions: [{ at: now(), entity }] });
      const sharing = keys.get(key);
      if (sharing) sharing.add(id);
      else keys.set(key, new Set([id]));
      return entity;
    },
    save(entity) {
      write(entity.id, entity);
      return entity;
    },
    remove: (entity) => write(entity.id, null),
    all: (lagging = false) => present(rows.keys(), lagging),
    under: (key, lagging = false) => present(keys.get(key) ?? [], lagging),
    settle() {
      for (const history of rows.values()) {
        history.versions = history.versions.slice(-1).map(({ entity }) => ({ at: -Infinity, entity }));
      }
    },
  };
}
